"""What search is told of actions.

An owner outside the circle finds the confirmed wording only: everything else is inside.
"""

from collections.abc import Iterator

from django.db.models import Prefetch

from plait.actions.models import OPEN_STATES, Action, Update
from plait.core.registry import Ref
from plait.search.findable import Findable


def findable(action: Action) -> Findable:
    """The action as it stands in memory, with its updates. A restricted one is told by its safe title.

    What closed an action that is open again is history: it is no longer found.
    """
    said = (each.words for each in action.updates.all() if not action.is_open or each.state_after in OPEN_STATES)
    return Findable(
        Ref("action", action.pk),
        action.circle_id,
        action.safe_title or action.wording,
        action.wording if action.safe_title else "",
        "\n".join(words for words in (action.answer, action.not_done_because, *said) if words),
        group=action.group_id,
        on=action.minuted_on,
    )


def every_action() -> Iterator[Findable]:
    said = Prefetch("updates", Update.objects.order_by("pk").only("action_id", "words", "state_after"))
    return map(findable, Action.objects.order_by("pk").prefetch_related(said).iterator(chunk_size=500))
