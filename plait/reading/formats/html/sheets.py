"""What the style sheets inside a page say of its classes; Google Docs writes everything so."""

import re
from dataclasses import dataclass, field
from typing import Final

_RULE: Final = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_CLASS: Final = re.compile(r"(?:^|,)\s*[a-z]{0,10}\.([A-Za-z_][\w-]{0,60})\s*(?=,|$)")
_MOST: Final = 5_000  # rules; a page with more has them for other reasons than minutes
_LONGEST: Final = 500_000  # characters


@dataclass(slots=True)
class Sheets:
    """`styles` is class -> declarations, put together where several rules speak of one class."""

    styles: dict[str, str] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Takes the words of a style element. Rules for anything but plain classes are passed over."""
        for nth, rule in enumerate(_RULE.finditer(text[:_LONGEST])):
            if nth >= _MOST:
                break
            for name in _CLASS.findall(rule[1].strip()):
                if len(self.styles.get(name, "")) < 2_000:
                    self.styles[name] = f"{self.styles.get(name, '')};{rule[2]}"

    def of(self, classes: str | None) -> str:
        """The declarations for an element with these classes."""
        if not classes or not self.styles:
            return ""
        return ";".join(self.styles[name] for name in classes[:500].split() if name in self.styles)
