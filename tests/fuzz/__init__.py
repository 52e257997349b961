"""Documents spoilt in every way that one can think of: each is answered or refused, and never breaks the reader.

A minute of it runs with the tests; `python -m tests.fuzz --minutes 60` runs longer and prints how many were read.
"""
