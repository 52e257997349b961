"""What the routes of rounds answer to somebody in each kind of place; `test_routes` asks them with all others."""

from plait.actions.models import Action
from plait.groups.models import Group
from tests.factories.actions import ResponsibilityFactory
from tests.factories.rounds import AskedFactory, PauseFactory, ReplyFactory, RequestFactory

ANSWERS = """
rounds                       GET   302 200 403 403 403 403 403
open_round                   GET   302 200 403 403 403 403 403
open_round                   POST  302 422 403 403 403 403 403
round                        GET   302 200 403 403 403 403 403
round:restricted             GET   302 404 403 403 403 403 403
close_round                  POST  302 302 403 403 403 403 403
close_round:restricted       POST  302 404 403 403 403 403 403
remind_owner                 POST  302 302 403 403 403 403 403
remind_owner:restricted      POST  302 404 403 403 403 403 403
lead_note                    GET   302 200 403 403 403 403 403
lead_note                    POST  302 422 403 403 403 403 403
lead_note:restricted         GET   302 404 403 403 403 403 403
chair_note                   GET   302 200 403 403 403 403 403
chair_note                   POST  302 422 403 403 403 403 403
chair_note:restricted        GET   302 404 403 403 403 403 403
answer_for                   GET   302 200 403 403 403 403 403
answer_for                   POST  302 302 403 403 403 403 403
answer_for:restricted        GET   302 404 403 403 403 403 403
round_proposals              GET   302 200 403 403 403 403 403
round_proposals              POST  302 422 403 403 403 403 403
rounds_before_meetings       GET   302 200 403 403 403 403 403
rounds_before_meetings       POST  302 422 403 403 403 403 403
rounds_before_meetings:restricted GET 302 404 403 403 403 403 403
round_pauses                 GET   302 200 403 403 403 403 403
round_pauses                 POST  302 422 403 403 403 403 403
drop_round_pause             POST  302 302 403 403 403 403 403
answer_mine                  GET   302 200 200 200 200 200 200
answer_mine                  POST  302 200 200 200 200 200 200
reply_read                   POST  302 302 403 403 403 403 403
reply_read:restricted        POST  302 404 403 403 403 403 403
sheet_mine                   GET   302 200 200 200 200 200 200
sheet_mine                   POST  302 200 200 200 200 200 200
sheet_for                    GET   302 200 403 403 403 403 403
sheet_for                    POST  302 422 403 403 403 403 403
sheet_for:restricted         GET   302 404 403 403 403 403 403
sheet_by_link                GET   410 410 410 410 410 410 410
sheet_by_link                POST  410 410 410 410 410 410 410
answer_by_link               GET   410 410 410 410 410 410 410
answer_by_link               POST  410 410 410 410 410 410 410
"""


def keys_of(group: Group, action: Action) -> dict[str, list[object]]:
    """A round of the group with the part of one owner, a pause, and a link that opens nothing."""
    part = RequestFactory(round__group=group)
    AskedFactory(request=part, responsibility=ResponsibilityFactory(action=action, person=part.person))
    return {
        **{name: [part.round_id] for name in ("round", "chair_note", "close_round")},
        **{name: [part.pk] for name in ("remind_owner", "lead_note", "answer_for", "sheet_for")},
        "rounds_before_meetings": [group.slug],
        "reply_read": [ReplyFactory(request=part).pk],
        "drop_round_pause": [PauseFactory().pk],
        "answer_by_link": ["no-such-token"],
        "sheet_by_link": ["no-such-token"],
    }
