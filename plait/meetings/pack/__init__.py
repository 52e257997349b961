"""A meeting's pack: the agenda and its papers as one PDF, for one reader. Pure Python: no models, no clock.

`model` has what goes in and what comes out, `making.make_pack` makes it, `office.find_office` finds LibreOffice, and
`names.paper_name` says what a paper's file is called. Nothing is imported here, for the child process that binds a pack
should start quickly.
"""
