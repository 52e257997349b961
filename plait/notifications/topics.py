"""What letters are about, for those who choose how letters reach them. Each room names its own when it starts."""

from dataclasses import dataclass

from plait.notifications.models import How


@dataclass(frozen=True, slots=True)
class Topic:
    """`words` finish the sentence "Letters …". One that `may_wait` can come together, once a day."""

    slug: str
    words: str
    may_wait: bool = True
    may_be_off: bool = False

    @property
    def ways(self) -> tuple[How, ...]:
        ways = (How.AT_ONCE, How.DAILY if self.may_wait else None, How.OFF if self.may_be_off else None)
        return tuple(way for way in ways if way is not None)


_topics: dict[str, Topic] = {}


def register_topic(topic: Topic) -> None:
    """Called in AppConfig.ready(). A slug is given once."""
    if _topics.get(topic.slug, topic) != topic:
        raise ValueError(f"The topic {topic.slug!r} is registered twice.")
    _topics[topic.slug] = topic


def topics() -> tuple[Topic, ...]:
    return tuple(_topics.values())


def topic(slug: str) -> Topic:
    return _topics[slug]


# Of the rounds, which stand above: asking is never off, since silence must mean silence.
ASKED = Topic("asked", "that ask you for an update, and remind you")
RECEIPT = Topic("receipt", "that say your answer has come in", may_be_off=True)
