"""Action logs and risk registers kept in spreadsheets: cells first, then what the headings mean, then the rows."""
