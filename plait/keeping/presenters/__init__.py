"""Words of the pages on history, removal, holds and periods."""
