"""A set of minutes of an invented county, and how tests make documents of text and tables."""

from plait.reading.document import Cell, Document, Line, LineKind
from plait.reading.model import Reading
from plait.reading.pipeline import read_document

MINUTES = """\
Marlshire Safeguarding Children Partnership

Minutes of the Early Years Practice Group

Tuesday 4th March 2025, 1:30pm – 3:00pm, Via Microsoft Teams

Name\tOrganisation\tJob Title
Olwen Hartree (OH)\tMarlshire County Council\tAssistant Director,
\t\tFamily Support
Piers Lockyer (PL)\tMarl Valley Police\tDetective Inspector
,\t·\tPublic Protection
Petra Lindell (PL)\tMarlshire Community Health\tNamed Nurse
\tNHS Trust\t
Amadou Keene (AK)\tLarkrise Homes\tTenancy Manager

Marlshire Safeguarding Children Partnership Business Unit

Jessamy Thorne (JT)\tPartnership Manager

Not in Attendance

Ivo Penhale (IP)\tMarlshire Fire and Rescue Service\tCommunity Officer

1. Welcome

Apologies were received from Winifred Oake (Marlshire Youth Service) and Tomas Bright (Probation Service).

2. Safer sleep

PL said that the leaflet was out of date. OH asked who could rewrite it.

Action: PL to rewrite the leaflet by 28 March.

Action: OH and AK to speak with JT about flats without cots within seven days.

Decision: The leaflet is printed in four languages.

3. New referral form

JT said that the form goes live on 1 May and that this is the delivery date and not a target.

Action: JT to publish the referral form by 1 May.

Action: Greta Fenn to test the form, involving AK and IP, and to report back at the next meeting.

Action: All partners to send their contact lists.

4. Matters to be raised with the strategic partners

Cots cannot be bought from the present budget.

5. What made a difference today

A family was rehoused within a week.

6. Next meeting

Tuesday 6 May 2025 at 1:30pm
- Referral form
"""


def text_document(text: str, form: str = "txt") -> Document:
    return Document(tuple(Line(n, line) for n, line in enumerate(text.split("\n"), 1)), form)


def read_text(text: str) -> Reading:
    return read_document(text_document(text))


def rows(table: int, *cells: tuple[str, ...], bold_first: bool = False) -> list[Line]:
    """Lines of a table, a cell each; several paragraphs of a cell are parted by a line feed."""
    return [
        Line(0, part, LineKind.CELL, bold_to=len(part) if bold_first and r == 0 else 0, cell=Cell(table, r, c))
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
        for part in text.split("\n")
        if part
    ]


def paragraphs(*texts: str) -> list[Line]:
    return [Line(0, text) for text in texts]


def heading(text: str, level: int = 2) -> list[Line]:
    return [Line(0, text, LineKind.HEADING, level=level)]


def bullets(*texts: str) -> list[Line]:
    return [Line(0, text, LineKind.LIST_ITEM) for text in texts]


def word_document(*parts: list[Line]) -> Document:
    lines = [line for part in parts for line in part]
    return Document(
        tuple(
            Line(n, each.text, each.kind, level=each.level, bold_to=each.bold_to, cell=each.cell)
            for n, each in enumerate(lines, 1)
        ),
        "docx",
    )


HEAD = paragraphs(
    "Marlshire Safeguarding Children Partnership",
    "Minutes of the Audit Group",
    "Monday 3 February 2025, 10:00 to 12:00",
    "Venue: Marl House",
    "Present:",
    "Olwen Hartree (OH), Assistant Director, Marlshire County Council",
    "Piers Lockyer (PL), Inspector, Marl Valley Police",
    "Petra Lindell (PL), Named Nurse, Marlshire Community Health NHS Trust",
    "Amadou Keene (AK), Manager (Chair), Larkrise Homes",
)
