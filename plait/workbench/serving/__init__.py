"""Serving the pages for real: what must hold first, the address, and the processes that run side by side."""
