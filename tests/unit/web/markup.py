"""HTML as a tree that can be compared: order of attributes, white space and how ids are called do not count."""

from html.parser import HTMLParser

VOID = {"input", "br", "img", "meta", "link", "path", "rect", "circle"}
# What only the script of GOV.UK Frontend needs, and the size of our choices: small everywhere.
IGNORED_ATTRIBUTES = {"data-module", "value"}
IGNORED_CLASSES = {"govuk-radios--small", "govuk-checkboxes--small"}
IDS = ("id", "for", "aria-describedby")


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[tuple[object, ...]] = []
        self.names: dict[str, str] = {}

    def _attributes(self, pairs: list[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
        said = []
        for key, value in pairs:
            words = (value or "").split()
            if key == "class":
                words = sorted(set(words) - IGNORED_CLASSES)
            elif key in IDS:
                words = [self.names.setdefault(word, f"id{len(self.names)}") for word in words]
            if key not in IGNORED_ATTRIBUTES or (key == "value" and value):
                said.append((key, " ".join(words)))
        return tuple(sorted(said))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Ids are numbered in the order of the attributes' names, not as written.
        self.items.append((tag, self._attributes(sorted(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.items.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        if data.split():
            self.items.append((" ".join(data.split()),))


def tree(html: str) -> list[tuple[object, ...]]:
    parser = _Tree()
    parser.feed(html)
    parser.close()
    return parser.items
