"""Everything that is held about one person: asked of every table there is, so that none is forgotten."""
