"""A child that tells the names of its surroundings as progress."""

import json
import os
import sys

sys.stdin.buffer.read()
print(json.dumps({"step": "surroundings", "names": sorted(os.environ)}), file=sys.stderr)
