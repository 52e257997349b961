"""Who is asked to a meeting that is to come, and what they answered."""

from django.db import models
from django.db.models import Q

from plait.core.models import Keeping, Record
from plait.groups.models import Seat
from plait.meetings.models.minutes import Meeting
from plait.people.models import Person


class AskedAs(models.TextChoices):
    HOLDER = "holder", "Holds the seat"
    DEPUTY = "deputy", "Deputises"
    GUEST = "guest", "Guest"


class InvitationState(models.TextChoices):
    ASKED = "asked", "No answer yet"
    COMES = "comes", "Will come"
    APOLOGIES = "apologies", "Sends apologies"
    LET_GO = "let_go", "No longer asked"


class AnsweredBy(models.TextChoices):
    LINK = "link", "By the link in the invitation"
    CALENDAR = "calendar", "From their calendar"
    BUSINESS_UNIT = "business_unit", "Told to the business unit"
    THEMSELVES = "themselves", "Signed in"


class Invitation(Record):
    """One person who is asked to a meeting, for a seat where it is one of the group's.

    `told`: the meeting's sequence that the last letter to them spoke of; None while none has gone out. `words` are
    what they said with their answer.
    """

    keeping = Keeping("meeting__circle", "meeting", True, True)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    asked_as = models.CharField(max_length=10, choices=AskedAs.choices)
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.ASKED)
    told = models.PositiveIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=20, choices=AnsweredBy.choices, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("meeting", "pk")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "person"), name="asked_once_to_a_meeting"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="invitation_answered_at_and_how",
            ),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="invitation_state_known"),
        ]
        indexes = [models.Index(fields=("person", "meeting"), name="invitation_of_person")]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"
