"""How many, in words."""


def many(count: int, one: str, more: str = "") -> str:
    """1 action, 2 actions, 1,204 actions."""
    return f"1 {one}" if count == 1 else f"{count:,} {more or f'{one}s'}"
