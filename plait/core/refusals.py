"""A refusal is a rule's sentence: what cannot be done, and what to do instead."""


class Refusal(Exception):
    """Raised by rules and commands; the sentence is shown to the person as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Stale(Refusal):
    """Somebody else changed the record since the person opened it."""
