"""Pages of the history, of removing words, and of holds and periods."""
