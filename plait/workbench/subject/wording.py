"""What a row is to a person, in words; and what a column is called."""

from datetime import date

from django.db.models import Model

from plait.core.dates import say

_ROLES = {
    ("accounts.User", "person"): "has this account",
    ("access.Exclusion", "person"): "is shut out of this circle",
    ("access.Grant", "person"): "has a place in this circle",
    ("access.RoleHolding", "person"): "holds this role",
    ("actions.Action", "closed_by"): "closed it",
    ("actions.Responsibility", "candidates"): "may be who is meant as its owner",
    ("actions.Responsibility", "person"): "answers for it",
    ("actions.Update", "by"): "wrote an update",
    ("actions.Update", "on_behalf_of"): "an update was written in their name",
    ("groups.SeatHolding", "person"): "holds or held this seat",
    ("groups.TermsVersion", "drafted_by"): "drafted it",
    ("meetings.Attendance", "person"): "stands in the attendance",
    ("meetings.Matter", "raised_by"): "raised it",
    ("meetings.Matter", "settled_by"): "settled it",
    ("meetings.MinutesImport", "added_by"): "added the minutes",
    ("meetings.MinutesVersion", "made_by"): "made this version",
    ("meetings.ReadAttendee", "person"): "was read as having attended",
    ("meetings.ReadOwner", "person"): "was read as an owner",
    ("meetings.ReadOwner", "candidates"): "may be meant as an owner, as read",
    ("meetings.Question", "candidates"): "may be meant in a question",
    ("meetings.Question", "person"): "is the answer to a question",
    ("meetings.Question", "answered_by"): "answered a question",
    ("meetings.Finding", "changed_by"): "changed what was read",
    ("meetings.MinutesImport", "changed_by"): "changed what was read of the minutes",
    ("meetings.LooseEnd", "chosen_by"): "chose what becomes of a loose end",
    ("meetings.Batch", "added_by"): "added many minutes at once",
    ("notifications.Message", "to"): "was written to",
    ("people.Post", "holder"): "holds or held this post",
    ("people.PeopleSheet", "added_by"): "added this list of people",
    ("people.SubjectSearch", "person"): "a list of what is held about them was made",
    ("people.SubjectSearch", "by"): "made a list of what is held about somebody",
    ("risks.Risk", "closed_by"): "closed it",
    ("risks.RiskOwner", "person"): "owns it",
    ("rounds.Answer", "by"): "answered in a round",
    ("rounds.Pause", "person"): "is not asked for a while",
    ("rounds.Proposal", "decided_by"): "decided on what an owner asked for",
    ("rounds.Request", "person"): "was asked in a round",
    ("rounds.Round", "opened_by"): "opened a round",
    ("trackers.RowOwner", "person"): "was read as an owner",
    ("trackers.TrackerImport", "added_by"): "added the tracker",
    ("trackers.OwnerQuestion", "candidates"): "may be meant in a question",
    ("trackers.OwnerQuestion", "person"): "is the answer to a question",
    ("trackers.OwnerQuestion", "answered_by"): "answered a question",
}
_TABLES = {
    "actions.Responsibility": "Owner",
    "actions.Update": "Update",
    "meetings.Attendance": "Attendance",
    "meetings.Finding": "Read from minutes",
    "meetings.MinutesImport": "Minutes as they were read",
    "meetings.Question": "Question about minutes",
    "meetings.ReadAttendee": "Attendance as read",
    "meetings.ReadOwner": "Owner as read",
    "meetings.TextPart": "Line of minutes",
    "notifications.Message": "Letter",
    "people.Merging": "Records that were merged",
    "people.PeopleSheet": "List of people being compared",
    "people.SubjectSearch": "List of what is held",
    "rounds.Answer": "Answer in a round",
    "rounds.Proposal": "Asked for in a round",
    "rounds.Reply": "Reply to a round by e-mail",
    "rounds.Request": "Part of a round",
    "trackers.OwnerQuestion": "Question about a tracker",
    "trackers.RowOwner": "Owner in a tracker",
    "trackers.TrackerImport": "Tracker as it was read",
    "trackers.TrackerRow": "Row of a tracker",
}
_LONGEST = 300


def role_words(model: type[Model], field: str) -> str:
    """Where nobody has put it into words, the names of the table and the column."""
    known = _ROLES.get((model._meta.label, field))
    return known or f"{model._meta.verbose_name}: {field.replace('_', ' ')}"


def column_words(model: type[Model], field: str) -> str:
    """The table, and the column where the table alone does not tell."""
    table = _TABLES.get(model._meta.label)
    return table or f"{str(model._meta.verbose_name).capitalize()}, {field.replace('_', ' ')}"


def told(row: Model) -> str:
    """What a row says of itself: its name, its words, its days."""
    said = [_named(row, name) for name in ("seat", "title", "agency", "role", "words", "topic", "reason")]
    days = [
        f"{word} {say(day)}" for word, name in (("from", "starts_on"), ("to", "ends_on")) if (day := _day(row, name))
    ]
    return "; ".join(part for part in (*said, " ".join(days)) if part)[:_LONGEST]


def _named(row: Model, name: str) -> str:
    if name not in {field.name for field in row._meta.concrete_fields}:
        return ""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return " ".join(str(value).split()) if value else ""


def _day(row: Model, name: str) -> date | None:
    day: date | None = getattr(row, name, None)
    return day
