"""Taking words out everywhere; holds, periods and reviews; disposing of records."""

from plait.keeping.commands.disposing import dispose
from plait.keeping.commands.holding import hold, keep_until, lift_hold, set_period
from plait.keeping.commands.removing import remove_words

__all__ = ["dispose", "hold", "keep_until", "lift_hold", "remove_words", "set_period"]
