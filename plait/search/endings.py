"""English endings: the words that somebody half-way through an ending may be about to type.

Both databases keep stems: "circulated" is kept as "circul". The beginning "circulat" is longer than that stem and
would find nothing; its completion "circulate" has the same stem.
"""

ENDINGS = (
    "ing", "ion", "ation", "ate", "ance", "ence", "ment", "able", "ible", "ity", "ive", "al", "ness", "ise", "ies",
)  # fmt: skip
_SHORTEST = 3  # letters before the ending


def completed(word: str) -> tuple[str, ...]:
    """Words that `word` may become when the ending it has begun is typed to its end."""
    found: dict[str, None] = {}
    for ending in ENDINGS:
        for length in range(1, len(ending)):
            begun = ending[:length]
            enough = length > 1 or begun == "i"
            if enough and word.endswith(begun) and len(word) - length >= _SHORTEST:
                found[word + ending[length:]] = None
    return tuple(found)
