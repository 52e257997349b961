"""What people choose, and the letter that gathers a day's."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.utils import timezone

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.notifications.commands.writing import put_all_in_outbox
from plait.notifications.models import How, Message, Preference, State
from plait.notifications.outgoing import DAILY, Outgoing
from plait.notifications.topics import topic
from plait.people.models import Person

DAILY_FROM = time(7)  # of the morning, in London


@command
def choose(*, person: Person, topic_slug: str, how: How, by: Actor, at: datetime) -> None:
    """How letters of a topic reach a person from now on. What waits already goes as it was chosen then."""
    if how not in topic(topic_slug).ways:
        raise Refusal(f"Letters {topic(topic_slug).words} cannot be turned off. Nothing was changed.")
    held = Preference.objects.filter(person=person, topic=topic_slug).first()
    if (held.how if held else How.AT_ONCE) == how:
        return nothing_changed(None)
    Preference.objects.update_or_create(person=person, topic=topic_slug, defaults={"how": how})
    said = {"who": person.name, "topic": topic_slug, "how": str(how)}
    record(ref=Ref("person", person.pk), verb="chose_letters", said=said, by=by, at=at)
    return None


@command
def write_daily_letters(*, by: Actor, at: datetime) -> int:
    """One letter for each person for whom some were gathered, from seven in the morning, once a day at most.

    Hours in which nothing ran are caught up by the next one. Returns how many letters were written.
    """
    local = timezone.localtime(at)
    if local.time() < DAILY_FROM:
        return nothing_changed(0)
    begins = timezone.make_aware(datetime.combine(local.date(), time(0)))
    had = Message.objects.filter(template=DAILY, written_at__range=(begins, begins + timedelta(days=1))).values("to")
    waiting = Message.objects.filter(state=State.GATHERED, in_daily__isnull=True).exclude(to__in=had)
    gathered: defaultdict[int, list[Message]] = defaultdict(list)
    for part in waiting.select_related("to").order_by("to", "written_at", "pk"):
        gathered[part.to_id].append(part)
    if not gathered:
        return nothing_changed(0)
    letters = [Outgoing(to=parts[0].to, template=DAILY, context={"many": len(parts)}) for parts in gathered.values()]
    for daily, parts in zip(put_all_in_outbox(letters=letters, by=by, at=at), gathered.values(), strict=True):
        Message.objects.filter(pk__in=[part.pk for part in parts]).update(in_daily=daily)
    return len(letters)
