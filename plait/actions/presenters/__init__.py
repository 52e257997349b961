"""The words of the register: rows of the list, and one action's page."""
