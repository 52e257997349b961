"""What a meeting was: when it was held, who came, what was spoken of and decided, and every version of its minutes."""

from django.db import models
from django.db.models import F, Q

from plait.access.models import Circle
from plait.core.models import Keeping, Record
from plait.core.references import say_reference
from plait.files.models import StoredFile
from plait.groups.models import Group
from plait.meetings.models.texts import MinutesText
from plait.people.models import Person

DECISION_PREFIX = "DEC"


class Presence(models.TextChoices):
    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Deputy"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"
    IN_ATTENDANCE = "in_attendance", "In attendance"
    BUSINESS_UNIT = "business_unit", "Business unit"


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class MinutesSource(models.TextChoices):
    IMPORTED = "imported", "Read from a document"
    WRITTEN = "written", "Written here"


class NoteKind(models.TextChoices):
    ESCALATION = "escalation", "Goes up to the strategic group"
    IMPACT = "impact", "Makes a difference"
    NEXT_AGENDA = "next_agenda", "Next agenda"


class Meeting(Record):
    """A meeting of a group on a day; a group meets once a day. `next_on` is the next meeting's day, where known.

    While it is planned, `held_on` and the times are what is meant, in London's time. `link` is where one joins from
    elsewhere. `recorded`: those invited are told that it will be recorded, and that the recording is kept for
    `recording_days`. `calendar_id` names it in calendars for good, once it was planned here, and `sequence` counts
    the changes that they are told of (RFC 5545).
    """

    keeping = Keeping("circle", "meeting", True, True)

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.HELD)
    link = models.URLField(max_length=1000, blank=True)
    recorded = models.BooleanField(default=False)
    recording_days = models.PositiveSmallIntegerField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)
    calendar_id = models.UUIDField(null=True, blank=True, unique=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("group", "held_on"), condition=~Q(state=MeetingState.CANCELLED), name="group_meets_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")), name="next_meeting_comes_later"
            ),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(because=""), name="meeting_cancelled_says_why"
            ),
            models.CheckConstraint(
                condition=Q(recorded=True) | Q(recording_days__isnull=True), name="meeting_recording_kept_if_made"
            ),
        ]
        indexes = [models.Index(fields=("circle", "-held_on"), name="meeting_of_circle")]

    def __str__(self) -> str:
        return f"{self.group} {self.held_on.isoformat()}"


class MinutesVersion(Record):
    """One version of a meeting's minutes: read from a document (with its file), or written here."""

    keeping = Keeping("meeting__circle", "meeting", True, True)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=MinutesSource.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.ForeignKey(MinutesText, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("meeting", "-number")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="minutes_version_once"),
            models.CheckConstraint(
                condition=~Q(source=MinutesSource.IMPORTED) | Q(file__isnull=False), name="imported_minutes_have_a_file"
            ),
        ]


class Item(Record):
    """A numbered item of one version of the minutes. A number used twice in the document stays twice."""

    keeping = Keeping("version__meeting__circle", "meeting", True, False)

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    title = models.TextField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(fields=("version", "position"), name="item_has_its_place"),
            models.CheckConstraint(condition=Q(last_line__gte=F("first_line")), name="item_lines_in_order"),
        ]


class Attendance(Record):
    """Who was there. `person` is empty for a stranger: the name stands as written and no person is invented."""

    keeping = Keeping("meeting__circle", "meeting", True, True)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    initials = models.CharField(max_length=20, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    post = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=Presence.choices)
    deputising_for = models.CharField(max_length=200, blank=True)
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("meeting", "pk")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "person"), name="person_attends_once"),
            models.CheckConstraint(condition=Q(status__in=Presence.values), name="attendance_status_known"),
        ]


class Decision(Record):
    """DEC-0001: what a meeting decided, in its own words."""

    keeping = Keeping("meeting__circle", "meeting", True, True)

    number = models.PositiveIntegerField(unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    wording = models.TextField()
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return say_reference(DECISION_PREFIX, self.number)


class MeetingNote(Record):
    """What goes up to the strategic group, what makes a difference, and what the next agenda holds."""

    keeping = Keeping("version__meeting__circle", "meeting", True, True)

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    words = models.TextField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()

    class Meta:
        ordering = ("version", "pk")
        constraints = [models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="note_kind_known")]
