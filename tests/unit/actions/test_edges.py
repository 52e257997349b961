"""The register at its edges: what must survive a change, and what must not be told."""

import io
from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import add_evidence, close, reopen, write_update
from plait.actions.forms import as_agreed
from plait.actions.models import Action, ActionKind, DueKind, Evidence, OwnerKind, State
from plait.actions.queries import with_owners
from plait.core.registry import Ref
from plait.groups import commands as groups
from plait.history.models import Reading
from plait.history.queries import entries_of
from plait.search.queries import matching
from tests.unit.actions.places import Place, signed_in


def text(user: User, path: str) -> tuple[int, str]:
    r = signed_in(user).get(path)
    return r.status_code, r.content.decode()


def test_what_blocks_from_another_circle_is_not_told(place: Place) -> None:
    third = groups.open_group(
        name="Third",
        short_name="",
        slug="third",
        kind=place.oversight.kind,
        partnerships=list(place.oversight.partnerships.order_by("pk")),
        started_on=date(2024, 1, 1),
        restricted=False,
        by=place.by,
        at=place.at,
    )
    b = place.assign("Words of the third group only", group=third)
    a = place.assign("Ours", owners=[place.owner(place.member.person)])
    write_update(action=a, words="", state=State.BLOCKED, blocked_by=b, by=place.by, at=place.at)
    assert signed_in(place.member).get(f"/actions/{b.reference}").status_code == 404
    _, t = text(place.member, f"/actions/{a.reference}")
    assert "Words of the third group only" not in t


def test_change_form_of_restricted_is_recorded(place: Place) -> None:
    a = place.assign("What was found about X", group=place.review)
    _, t = text(place.runner, f"/actions/{a.reference}/change")
    assert "What was found about X" in t
    assert Reading.objects.filter(key=a.pk).exists()


def as_shown(a: Action, **changed: object) -> dict[str, object]:
    """What the change form sends when only `changed` was touched."""
    act = with_owners(Action.objects.filter(pk=a.pk).order_by("pk")).get()
    shown = {key: v for key, v in as_agreed(act, act.owners_now).items() if v not in (False, None, "")}
    return shown | changed


def test_conditional_due_survives_a_change_of_wording(place: Place) -> None:
    a = place.assign("W", due=DueChoice(DueKind.CONDITIONAL, None, "when the licence is signed"))
    r = signed_in(place.runner).post(f"/actions/{a.reference}/change", as_shown(a, wording="W2"))
    a.refresh_from_db()
    assert r.status_code == 302
    assert (a.due_kind, a.due_words) == ("conditional", "when the licence is signed")


def test_within_due_survives_a_change_of_wording(place: Place) -> None:
    a = place.assign("W", due=DueChoice(DueKind.WITHIN, date(2026, 10, 20), "within seven days"))
    signed_in(place.runner).post(f"/actions/{a.reference}/change", as_shown(a, wording="W2"))
    a.refresh_from_db()
    assert a.due_kind == "within"


def test_hard_within_date_wording_change_not_refused(place: Place) -> None:
    a = place.assign("W", due=DueChoice(DueKind.WITHIN, date(2026, 10, 20), "within seven days", True))
    r = signed_in(place.runner).post(f"/actions/{a.reference}/change", as_shown(a, wording="W2"))
    assert r.status_code == 302


def test_a_change_of_wording_leaves_the_owners_alone(place: Place) -> None:
    m, o = place.member.person, place.outsider.person
    a = place.assign(
        "W",
        owners=[
            OwnerChoice(OwnerKind.PERSON, person=o, words="OL", leads=True),
            OwnerChoice(OwnerKind.PERSON, person=m, words="MO"),
        ],
    )
    signed_in(place.runner).post(f"/actions/{a.reference}/change", as_shown(a, wording="W2"))
    e = next(x for x in entries_of(Ref("action", a.pk)) if x.verb == "changed")
    assert "owners" not in e.detail.said, e.detail.said
    assert a.responsibilities.filter(ended_at=None, leads=True).exists()


def test_all_agencies_stay_all_agencies(place: Place) -> None:
    a = place.assign("W", owners=[OwnerChoice(OwnerKind.EVERYONE, words="All agencies")])
    signed_in(place.runner).post(f"/actions/{a.reference}/change", as_shown(a, wording="W2"))
    assert a.responsibilities.get(ended_at=None).words == "All agencies"


def test_as_written_owner_keeps_its_key(place: Place) -> None:
    m, o = place.member.person, place.outsider.person
    a = place.assign(
        "W",
        owners=[
            OwnerChoice(OwnerKind.AS_WRITTEN, words="SC", candidates=(m, o)),
            OwnerChoice(OwnerKind.PERSON, person=m),
        ],
    )
    k = a.responsibilities.get(kind="as_written").pk
    signed_in(place.runner).post(f"/actions/{a.reference}/change", as_shown(a, wording="W2"))
    assert a.responsibilities.filter(ended_at=None, pk=k).exists()


def test_the_same_file_twice_is_kept_once(place: Place) -> None:
    a = place.assign(owners=[place.owner(place.member.person)])
    c = signed_in(place.member)
    for _ in range(2):
        c.post(f"/actions/{a.reference}/file", {"file": SimpleUploadedFile("l.txt", b"names"), "words": "x"})
    assert Evidence.objects.count() == 1


def test_other_prefix_does_not_find_an_action(place: Place) -> None:
    a = place.assign("Mine to see")
    _, t = text(place.member, f"/actions/?q=MTG-{a.number:04d}")
    assert "Mine to see" not in t


def test_reopen_takes_answer_out_of_search(place: Place) -> None:
    a = close(action=place.assign(kind=ActionKind.ENQUIRY), answer="zebra crossing", by=place.by, at=place.at)
    reopen(action=a, because="too early", by=place.by, at=place.at)
    assert not matching("zebra", kind="action").exists()


def test_last_heard_is_the_day_in_london(place: Place) -> None:
    a = place.assign()
    write_update(action=a, words="x", state=State.ON_THE_WAY, by=place.by, at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    a.refresh_from_db()
    assert a.last_heard_on == date(2026, 7, 2)


def test_odd_words_in_the_search_box_are_safe(place: Place) -> None:
    assert signed_in(place.member).get("/actions/?q=ACT-99999999999999999999999").status_code == 200
    assert signed_in(place.member).get("/actions/?q=_ %26 ! :* ' \\").status_code == 200


def test_owner_outside_sees_no_file_names_or_lines_in_history(place: Place) -> None:
    a = place.assign(owners=[place.owner(place.outsider.person)])
    add_evidence(action=a, data=b"x", name="secret-name.txt", words="", by=place.by, at=place.at)
    _, t = text(place.outsider, f"/actions/{a.reference}")
    assert "secret-name" not in t


def test_there_is_a_view_of_my_agencys_actions(place: Place) -> None:
    _, t = text(place.member, "/actions/")
    assert "My agency" in t


def test_who_told_it_is_shown(place: Place) -> None:
    a = place.assign()
    write_update(
        action=a, words="x", state=State.ON_THE_WAY, on_behalf_of=place.member.person, by=place.by, at=place.at
    )
    _, t = text(place.runner, f"/actions/{a.reference}")
    assert "told by Mary Oke" in t


def test_a_restricted_blocker_is_neither_told_nor_linked(place: Place) -> None:
    b = place.assign("Secret brothers", group=place.review)
    a = place.assign("Ours")
    write_update(action=a, words="", state=State.BLOCKED, blocked_by=b, by=place.by, at=place.at)
    _, t = text(place.member, f"/actions/{a.reference}")
    assert "brothers" not in t
    assert f'href="/actions/{b.reference}"' not in t


def test_a_closed_action_refuses_a_change(place: Place) -> None:
    a = close(action=place.assign(), by=place.by, at=place.at)
    r = signed_in(place.runner).post(
        f"/actions/{a.reference}/change", {"wording": "x", "kind": "housekeeping", "version": 2}
    )
    assert r.status_code == 422


def test_words_changed_when_confirming_keep_the_minutes_own(place: Place) -> None:
    action = place.assign("Send the list", origin=Ref("meeting", 1), as_minuted="SC to send list")
    _, told = text(place.runner, f"/actions/{action.reference}")
    assert "SC to send list" in told
    assert "Words as minuted" not in told


def test_an_update_keeps_what_the_action_waits_for(place: Place) -> None:
    first, second = place.assign("First"), place.assign("Second")
    write_update(action=first, words="", state=State.BLOCKED, blocked_by=second, by=place.by, at=place.at)
    _, shown = text(place.runner, f"/actions/{first.reference}/update")
    assert f'value="{second.reference}"' in shown


def test_characters_that_no_spreadsheet_may_hold_are_left_out(place: Place) -> None:
    place.assign("Send\x0b the\ufffe list\uffff")
    answered = signed_in(place.member).get("/actions/actions.xlsx")
    assert load_workbook(io.BytesIO(answered.content)).worksheets[0]["B3"].value == "Send the list"
