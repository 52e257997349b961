"""What became of the actions of the first three meetings of the Practice oversight group."""

from plait.workbench.sample.afterwards.steps import (
    CHANGE,
    ENQUIRY,
    HOUSEKEEPING,
    Done,
    Followed,
    Heard,
    Moved,
    NotDone,
    Settled,
    Shown,
    blocked,
    followed,
    telephoned,
)

_PROGRAMME = """Learning events, first year

1  Adults in the household: who else matters to this child
2  Information from general practice: asking early, answering soon
3  Neglect: what daily life is like
4  Was not brought

Each lasts ninety minutes, online, with time in small groups. One hundred and eighty-four people came to the first two.
"""
_AUDIT = """Audit of whole families: plan

Eight families with three or more children, at least one under five. All siblings and both parents are in the sample,
wherever they live. Agencies send one return for each family. No names leave the agency: each family has a reference.
"""

OVERSIGHT: dict[str, tuple[Followed, ...]] = {
    "oversight-1": (
        followed(HOUSEKEEPING, Done(22, "bronwen", "Eighteen seats listed by role. One has nobody in it yet.")),
        followed(HOUSEKEEPING, Done(9, "owen", "Ruth Amberson deputises for me from now on.")),
        followed(
            ENQUIRY,
            Heard(50, "derwyn", "Written to all eleven heads. Two have answered that they would share it."),
            Heard(230, "derwyn", "The two heads have moved on. I am beginning again with the heads' association."),
            blocked(-105, "derwyn", "The heads' association decides who takes it, and has not met for half a year."),
        ),
        followed(
            HOUSEKEEPING,
            Heard(55, "bronwen", "Of 412 addresses, 96 come back. Agencies have been asked for theirs."),
            Heard(300, "kemi", "Nine of twelve agencies have sent theirs. Schools are the largest gap."),
            Heard(-20, "bronwen", "Only the list of schools is missing. Education has been asked twice."),
        ),
        followed(
            ENQUIRY,
            Heard(80, "piotr", "Three surgeries say that they are asked by letter, often after the meeting."),
            telephoned(260, "piotr", "The front door does not count how often a GP is asked. We need that first."),
        ),
        followed(HOUSEKEEPING, Done(16, "harriet", "Sent, with the number of the duty inspector.")),
    ),
    "oversight-2": (
        followed(
            CHANGE,
            Heard(45, "joel", "Dates and four themes are set. The first is on adults in the household."),
            Shown(119, "joel", "Learning events first year.txt", _PROGRAMME, "Programme and numbers"),
            Done(120, "joel", "The programme runs. The first two events had 184 people from eleven agencies."),
        ),
        followed(
            CHANGE,
            Shown(60, "kemi", "Plan of the audit.txt", _AUDIT, "Sample and method"),
            Done(61, "kemi", "The audit is in the calendar, with eight families."),
        ),
        followed(
            HOUSEKEEPING,
            Heard(80, "stephen", "Two of five services have sent theirs."),
            Done(150, "stephen", "All five lists are in. The key is kept by the council and not here."),
            answers="stephen",
        ),
        followed(
            ENQUIRY,
            Done(
                58,
                "maud",
                "",
                "In one quarter, 31 of 604 contacts named online harm first. Most came from parents, few from schools.",
            ),
        ),
        followed(
            ENQUIRY,
            Heard(40, "rosalind", "Schools have four surveys on their desks already."),
            NotDone(
                90, "rosalind",
                "The schools asked not to be surveyed again. The question goes into the yearly safeguarding return.",
            ),
        ),
        followed(HOUSEKEEPING, Done(50, "kemi", "All headings are changed, with each agency's own words beside them.")),
    ),
    "oversight-3": (
        followed(
            HOUSEKEEPING,
            Heard(6, "farida", "Community Health: all five are still needed."),
            Heard(7, "owen", "Probation: yes, and the survey is finished on our side."),
            Done(20, "bronwen", "Ten of twelve seats answered. All five actions are still needed and stay open."),
        ),
        followed(
            CHANGE,
            Heard(60, "farida", "Both trusts have put their protocols side by side. They differ in four places."),
            Heard(150, "farida", "One text for both trusts. The community paediatricians agree with it."),
            Moved(160, "kemi", 20),
            Heard(-22, "farida", "General practice has it. A briefing has gone out in the meantime."),
        ),
        followed(
            ENQUIRY,
            Settled(12, "bronwen", "sunita"),
            Done(
                57,
                "sunita",
                "",
                "The protocol was started nineteen times in the year, seven of these at a weekend. In all but two "
                "the child was seen by a senior paediatrician on the same day.",
            ),
        ),
        followed(
            CHANGE,
            Heard(55, "rosalind", "The panel has read the first script. It finds the ending too easy."),
            Heard(-96, "rosalind", "Second script with the panel. They meet again when two new members have joined."),
        ),
        followed(
            CHANGE,
            Heard(80, "joel", "The film makers are chosen, and can begin two weeks after the script is agreed."),
            blocked(170, "joel", "Waits for the script.", by=("oversight-3", 4)),
            blocked(-40, "joel", "Still waits for the script. The film makers hold our place for now.",
                    by=("oversight-3", 4)),
        ),
        followed(HOUSEKEEPING, Done(37, "kemi", "First meeting held. Three people, ninety measures, four headings.")),
    ),
}  # fmt: skip
