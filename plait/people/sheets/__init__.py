"""Lists of people, agencies and posts in a spreadsheet: what they say, and how it stands to what is known."""
