"""What the routes of circles and roles answer to somebody in each kind of place; `test_routes` asks them."""

from plait.access.models import Came, Role
from plait.actions.models import Action
from plait.groups.models import Group
from tests.factories.access import ExclusionFactory, GrantFactory, RoleHoldingFactory

ANSWERS = """
circles                      GET  302 200 200 200 200 200 200
open_circle                  GET  302 200 403 403 403 403 403
open_circle                  POST 302 422 403 403 403 403 403
circle                       GET  302 200 200 404 200 404 404
circle:restricted            GET  302 200 200 404 404 404 404
let_in                       GET  302 200 403 404 403 404 404
let_in                       POST 302 422 403 404 403 404 404
let_in:restricted            GET  302 200 403 404 404 404 404
let_in:restricted            POST 302 422 403 404 404 404 404
circle_conflict              GET  302 200 200 404 403 404 404
circle_conflict              POST 302 422 422 404 403 404 404
circle_conflict:restricted   GET  302 200 200 404 404 404 404
circle_conflict:restricted   POST 302 422 422 404 404 404 404
break_glass                  GET  302 403 403 404 403 404 404
break_glass                  POST 302 403 403 404 403 404 404
break_glass:restricted       GET  302 403 403 404 404 404 404
break_glass:restricted       POST 302 403 403 404 404 404 404
end_place                    GET  302 200 403 404 403 404 404
end_place                    POST 302 422 403 404 403 404 404
end_place:restricted         GET  302 200 403 404 404 404 404
end_place:restricted         POST 302 422 403 404 404 404 404
withdraw_conflict            GET  302 200 403 404 403 404 404
withdraw_conflict            POST 302 422 403 404 403 404 404
withdraw_conflict:restricted GET  302 200 403 404 404 404 404
withdraw_conflict:restricted POST 302 422 403 404 404 404 404
record_circle                GET  302 200 200 404 200 404 404
record_circle:restricted     GET  302 404 200 404 404 404 404
record_conflict              GET  302 200 200 404 403 404 404
record_conflict              POST 302 422 422 404 403 404 404
record_conflict:restricted   GET  302 404 200 404 404 404 404
record_conflict:restricted   POST 302 404 422 404 404 404 404
put_into_circle              GET  302 200 403 404 403 404 404
put_into_circle              POST 302 422 403 404 403 404 404
put_into_circle:restricted   GET  302 404 403 404 404 404 404
put_into_circle:restricted   POST 302 404 403 404 404 404 404
roles                        GET  302 200 403 403 403 403 403
give_role                    GET  302 200 403 403 403 403 403
give_role                    POST 302 422 403 403 403 403 403
end_role                     GET  302 200 403 403 403 403 403
end_role                     POST 302 422 403 403 403 403 403
"""


def keys_of(group: Group, action: Action) -> dict[str, list[object]]:
    """Route -> what its address names: the group's circle, a place by name, a conflict, an action, a given role."""
    place = GrantFactory(circle=group.circle, came=Came.NAME, reason="Writes the review")
    shut = ExclusionFactory(circle=group.circle)
    return {
        **{name: [group.circle_id] for name in ("circle", "let_in", "circle_conflict", "break_glass")},
        "end_place": [place.pk],
        "withdraw_conflict": [shut.pk],
        **{name: ["action", action.reference] for name in ("record_circle", "record_conflict", "put_into_circle")},
        "end_role": [RoleHoldingFactory(role=Role.SCRUTINEER).pk],
    }
