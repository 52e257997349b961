"""Reading rounds: whom to ask, what stands, what waits."""
