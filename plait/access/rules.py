"""Who may be let into a circle, shut out of it, and given a role: each with the sentence where not."""

from collections.abc import Collection
from datetime import date, timedelta

from plait.access.models import APPOINTED, Came, Circle, Exclusion, Grant, Role, RoleHolding
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.people.models import Agency, Person

LONGEST = timedelta(days=366)  # for a place by name: after a year somebody looks again


def check_reason(reason: str) -> str:
    """The reason without needless blanks. It is shown to whoever is in the circle."""
    said = " ".join(reason.replace("\x00", " ").split())
    if not said:
        raise Refusal("Say why. The reason stands on the page of the circle and in the history.")
    if len(said) > 300:
        raise Refusal("Give the reason in at most 300 characters.")
    return said


def check_lets_in(circle: Circle, person: Person, by: int | None) -> None:
    """By name, into a restricted circle, and never oneself."""
    if not circle.restricted:
        raise Refusal(f"{circle.name} is not restricted: a seat in the group lets people in.")
    if circle.follows_id is not None:
        raise Refusal(f"{circle.name} holds whoever its group holds. Let people into that circle instead.")
    if by is not None and by == person.pk:
        raise Refusal("Nobody lets themselves into a restricted circle. Ask a colleague to record it.")
    if person.merged_into_id is not None:
        raise Refusal(f"{person.name} is recorded twice. Choose the record that is kept.")


def check_is_not_in(person: Person, running: Grant | None) -> None:
    if running is not None:
        until = f" until {say(running.ends_on)}" if running.ends_on else ""
        raise Refusal(f"{person.name} is in this circle by name already{until}. End that place first.")


def check_is_not_shut_out(person: Person, shut: Exclusion | None) -> None:
    """A conflict of interest beats every grant; letting somebody in beside it would say what is not so."""
    if shut is not None:
        raise Refusal(f"{person.name} has a conflict of interest here. Withdraw that first, if it is no longer so.")


def check_last_day(starts_on: date, ends_on: date | None) -> None:
    if ends_on is None:
        return
    if ends_on <= starts_on:
        raise Refusal(f"A place that begins on {say(starts_on)} ends on a later day.")
    if ends_on - starts_on > LONGEST:
        raise Refusal("Give a day within a year, or leave it empty. After a year somebody should look again.")


def check_is_running(grant: Grant, today: date) -> None:
    if grant.ends_on is not None and grant.ends_on <= today:
        raise Refusal("This place in the circle has ended already.")


def check_breaks_glass(circle: Circle, roles: Collection[Role], shut: Exclusion | None) -> None:
    """Administrators only, for restricted circles, and not where they have a conflict of interest."""
    if Role.ADMINISTRATOR not in roles:
        raise Refusal("Only an administrator may do this.")
    if not circle.restricted:
        raise Refusal(f"{circle.name} is not restricted. There is no glass to break.")
    if shut is not None:
        raise Refusal("You have a conflict of interest in this circle. Ask another administrator.")


def check_can_lift(exclusion: Exclusion, by: int | None) -> None:
    """Nobody decides by themselves that their own conflict is over."""
    if exclusion.lifted:
        raise Refusal("This conflict of interest was withdrawn already.")
    if exclusion.followed_id is not None:
        raise Refusal("This conflict of interest is with the whole group. Withdraw it there.")
    if by is not None and by == exclusion.person_id:
        raise Refusal("Nobody withdraws their own conflict of interest. Ask the chair or the business unit.")


def check_gives(role: Role, agency: Agency | None, person: Person, by: int | None) -> None:
    """A role is given by somebody else. An agency lead leads one agency; other roles belong to none."""
    if role not in APPOINTED:
        raise Refusal(f"The role {role.label} comes from a seat. Give them the seat.")
    if (role == Role.AGENCY_LEAD) != (agency is not None):
        raise Refusal("Choose the agency they lead; for other roles leave the agency empty.")
    if by is not None and by == person.pk:
        raise Refusal("Nobody gives a role to themselves. Ask a colleague to record it.")


def check_leaves_an_administrator(role: Role, others: int) -> None:
    if role == Role.ADMINISTRATOR and not others:
        raise Refusal("This is the only administrator. Give the role to somebody else first.")


def check_is_appointed(holding: RoleHolding) -> None:
    if holding.circle_id is not None:
        raise Refusal("This role comes from a seat. It ends when they leave the seat.")
    if holding.ends_on is not None:
        raise Refusal("This role has ended already.")


def check_is_by_name(grant: Grant) -> None:
    if grant.came not in (Came.NAME, Came.BREAK_GLASS):
        raise Refusal("This place comes from a seat. It ends when they leave the seat.")
    if grant.followed_id is not None:
        raise Refusal("This place comes from the circle of the group. End it there.")
