"""Back-ups: the database and the files in one archive that is checked before it is used.

The archive is a zip that does not depend on the database it came from, so that it also moves an installation
from SQLite to PostgreSQL or back: `manifest.json`, `tables/<table>.jsonl` (one row a line) and `files/<aa>/<sha256>`.
"""
