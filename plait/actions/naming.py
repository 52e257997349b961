"""How an owner whom nobody has settled is named, the same in every room."""


def unsettled(words: str) -> str:
    """ "SC: who?" for initials; a name or a post as the document has it; "Nobody named: who?" for nothing."""
    if not words:
        return "Nobody named: who?"
    return words if any(letter.islower() for letter in words) else f"{words}: who?"


def as_the_document_has_it(words: str, names: list[str]) -> str:
    """ "Grace Adeyemi (GA)" where the document itself says whose initials they are, and whose alone."""
    if len(names) != 1 or not words.isupper() or names[0] == words:
        return words
    return f"{names[0]} ({words})"[:200]
