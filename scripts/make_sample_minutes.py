"""Write the sample minutes that a newcomer can try: one .docx, one .pdf, one .txt. Run by hand; the results are kept.

    python -m scripts.make_sample_minutes

Needs the development set (python-docx, typst). The groups meet on other weekdays in the sample partnership, so these
meetings are always further ones.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typst
from docx import Document
from docx.shared import Cm, Pt

from plait.workbench.sample.cast import AGENCIES, BY_KEY, PARTNERSHIP

FOLDER = Path(__file__).resolve().parent.parent / "plait" / "workbench" / "sample" / "minutes"
AGENCY = {agency.slug: agency.name for agency in AGENCIES}
LABELS = ("Action:", "Decision:")


@dataclass(frozen=True)
class Minutes:
    """`people` are (heading, keys of the cast); `items` are (title, paragraphs)."""

    group: str
    when: str
    people: tuple[tuple[str, tuple[str, ...]], ...]
    items: tuple[tuple[str, tuple[str, ...]], ...]


OVERSIGHT = Minutes(
    "Practice Oversight Group",
    "Thursday 3 September 2026, 14:00 to 16:00, Microsoft Teams",
    (
        (
            "Present",
            ("hester", "grace", "stephen", "maud", "derwyn", "temwa", "sunita", "farida", "harriet", "owen", "eleri"),
        ),
        ("Business Unit", ("bronwen", "kemi", "joel")),
        ("Apologies", ("piotr", "callum", "nadia")),
    ),
    (
        (
            "Welcome, apologies and declarations",
            (
                "HL welcomed members to a further meeting about early help and the first audit of whole families.",
                "No conflicts of interest were declared. All partners committed to the confidentiality statement.",
            ),
        ),
        (
            "Actions from the last meeting",
            (
                "BP went through the register, the oldest first. OT asked that partners look at their own lines "
                "before the meeting and not during it.",
                "Action: All partners to look at their open actions in the register and send an update within seven "
                "days.",
            ),
        ),
        (
            "Multi-agency case file audits",
            (
                "KO brought the plan for the second audit. FN asked whether the same families would be looked at.",
                "SC said that brothers and sisters who live elsewhere were left out again in two of the returns.",
                "Action: SC to bring the missing returns to the next meeting.",
                "Action: KO and JT to write a one-page summary of the first audit for frontline staff.",
                "Decision: The group agreed that each return will name every child of the family by reference.",
            ),
        ),
        (
            "Early help: a single front door",
            (
                "GA explained how a family reaches help through one number. HL said that 30 October 2026 is the "
                "delivery date and not the target date.",
                "Action: GA to have the front door for early help tested with ten families by 30 October 2026. This "
                "is the delivery date and not the target date.",
                "Action: DP to tell all headteachers about the new number by 16 October 2026.",
            ),
        ),
        (
            "Online harm",
            (
                "EC said that parents ask schools for help on the same day. ME wondered what reaches the front door.",
                "Action: ME to find out how many contacts about online harm came from parents in the last quarter.",
                "LW was not at the meeting, and TP offered to ask school nurses what they hear.",
            ),
        ),
        (
            "Learning and development",
            (
                "JT went through the programme of learning events. HQ asked that officers on shift can watch later.",
                "Action: JT to find out whether learning events can be recorded for staff who work shifts.",
                "Action: Business Unit to bring the mailing list for learning briefings up to date with the list of "
                "schools.",
            ),
        ),
        (
            "Matters to be raised to the Strategic Safeguarding Group",
            ("The seat for secondary schools is still vacant.",),
        ),
        (
            "What was discussed today that makes a difference to children",
            ("Families try the front door before it opens, and can change it.",),
        ),
        ("Next meeting", ("The next meeting will be on Thursday 12 November 2026.",)),
    ),
)

STRATEGIC = Minutes(
    "Strategic Safeguarding Group",
    "Monday 28 September 2026, 09:30 to 11:00, Committee Room 2, Marlshire County Hall",
    (
        ("Present", ("hester", "idris", "piotr", "derwyn", "temwa", "owen")),
        ("In attendance", ("stephen", "sunita")),
        ("Business Unit", ("kemi", "bronwen")),
    ),
    (
        (
            "Welcome and declarations",
            ("HL welcomed members, and two guests who came for the third item. No conflicts were declared.",),
        ),
        (
            "Budget for the coming year",
            (
                "IB explained that the constabulary decides in December. PL said that the board decides in January.",
                "Action: HL, IB and PL to bring one proposal for the partnership's budget to the next meeting.",
                "Decision: The partners agreed that training for schools comes first in the proposal.",
            ),
        ),
        (
            "Babies who are not yet mobile",
            (
                "The guests described how the protocol works at the weekend. TP asked who explains it to parents.",
                "Action: SC to write one paragraph for parents about what happens and why, by 19 October 2026.",
                "Action: All partners to tell their out of hours staff about the protocol within seven days.",
            ),
        ),
        (
            "Yearly report",
            (
                "KO said that the draft is with the lead partners. The report has to be published by 30 November "
                "2026. HL added that this is the delivery date and not the target date.",
                "Action: KO to publish the yearly report by 30 November 2026. This is the delivery date and not the "
                "target date.",
                "Action: OT to check whether the chapter on probation says what changed for children.",
            ),
        ),
        ("Next meeting", ("The next meeting will be on Monday 7 December 2026.",)),
    ),
)

CASE_REVIEW = Minutes(
    "Case Review Group",
    "Monday 21 September 2026, 10:00 to 11:00, Microsoft Teams",
    (
        ("Present", ("idris", "priya", "anjali", "piotr", "rosalind")),
        ("Business Unit", ("bronwen", "kemi")),
        ("Apologies", ("ruth",)),
    ),
    (
        (
            "Welcome, declarations and confidentiality",
            ("IB welcomed members. No conflicts of interest were declared.",),
        ),
        (
            "Review CR-06: the answer to the panel",
            (
                "KO read out the two paragraphs that had been changed. AD asked that health is named first.",
                "Action: KO to send the changed paragraphs to the three partners by 25 September 2026.",
                "Action: JM to compare the chronology with the constabulary's record.",
                "Decision: The group agreed the text with these changes.",
            ),
        ),
        ("Next meeting", ("The next meeting will be on Monday 19 October 2026.",)),
    ),
)


def _row(key: str) -> tuple[str, str, str]:
    person = BY_KEY[key]
    return f"{person.name} ({person.initials})", AGENCY[person.agency], person.post


def write_docx(minutes: Minutes, path: Path) -> None:
    """As a minute taker's template gives it: headings, tables of people, bold labels."""
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    moment = datetime(2026, 9, 4, 9, 0)  # noqa: DTZ001 the format keeps no time zone
    properties = document.core_properties
    properties.author, properties.title = "Business Unit", minutes.group
    properties.created = properties.modified = moment
    document.add_heading(PARTNERSHIP[0], 0)
    document.add_heading(f"Minutes of the {minutes.group}", 1)
    document.add_paragraph(minutes.when)
    for heading, keys in minutes.people:
        document.add_heading(heading, 2)
        table = document.add_table(rows=1, cols=3)
        table.style = "Table Grid"
        for cell, words in zip(table.rows[0].cells, ("Name", "Organisation", "Job title"), strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        for key in keys:
            for cell, words in zip(table.add_row().cells, _row(key), strict=True):
                cell.text = words
        for column, width in zip(table.columns, (5.0, 6.5, 5.5), strict=True):
            column.width = Cm(width)
    for number, (title, paragraphs) in enumerate(minutes.items, 1):
        document.add_heading(f"{number}. {title}", 2)
        for words in paragraphs:
            paragraph = document.add_paragraph()
            label = next((label for label in LABELS if words.startswith(label)), "")
            if label:
                paragraph.add_run(label).bold = True
            paragraph.add_run(words.removeprefix(label))
    document.save(str(path))


def write_pdf(minutes: Minutes, path: Path) -> None:
    """A plain page set by typst; the words go in as data."""
    source = """
#let m = json(bytes(sys.inputs.minutes))
#set document(title: m.group, author: "Business Unit", date: none)
#set page(paper: "a4", margin: 2.2cm, numbering: "1")
#set text(size: 10.5pt, lang: "en")
#set par(leading: 0.65em, spacing: 1em)
#text(size: 16pt, weight: "bold", m.partnership)

#text(size: 13pt, weight: "bold", "Minutes of the " + m.group)

#m.when

#for (heading, rows) in m.people [
  #text(weight: "bold", heading)
  #table(columns: (30%, 40%, 30%), stroke: 0.5pt, ..rows.flatten())
]
#for (title, paragraphs) in m.items [
  #text(size: 12pt, weight: "bold", title)

  #for (label, words) in paragraphs [
    #par[#if label != "" [#text(weight: "bold", label) ]#words]
  ]
]
"""

    told = {
        "partnership": PARTNERSHIP[0],
        "group": minutes.group,
        "when": minutes.when,
        "people": [[heading, [list(_row(key)) for key in keys]] for heading, keys in minutes.people],
        "items": [
            [f"{number}. {title}", [list(_labelled(words)) for words in paragraphs]]
            for number, (title, paragraphs) in enumerate(minutes.items, 1)
        ],
    }
    path.write_bytes(typst.compile(source.encode(), format="pdf", sys_inputs={"minutes": json.dumps(told)}))


def _labelled(words: str) -> tuple[str, str]:
    label = next((label for label in LABELS if words.startswith(label)), "")
    return label, words.removeprefix(label).strip()


def write_txt(minutes: Minutes, path: Path) -> None:
    lines = [PARTNERSHIP[0], f"Minutes of the {minutes.group}", minutes.when, ""]
    for heading, keys in minutes.people:
        lines += [heading, *("\t".join(_row(key)) for key in keys), ""]
    for number, (title, paragraphs) in enumerate(minutes.items, 1):
        lines += [f"{number}. {title}", *paragraphs, ""]
    path.write_text("\n".join(lines), "utf-8")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_docx(OVERSIGHT, FOLDER / "2026-09-03 practice oversight.docx")
    write_pdf(STRATEGIC, FOLDER / "2026-09-28 strategic.pdf")
    write_txt(CASE_REVIEW, FOLDER / "2026-09-21 case review.txt")


if __name__ == "__main__":
    main()
