"""What became of the actions of the last two confirmed meetings of the Practice oversight group."""

from plait.workbench.sample.afterwards.steps import (
    CHANGE,
    ENQUIRY,
    HOUSEKEEPING,
    Done,
    Followed,
    Heard,
    Shown,
    blocked,
    followed,
    telephoned,
)

_CHILDREN = """What children in the family hubs said about being listened to

"She wrote it down while I was talking, so I stopped."
"He remembered my dog."
"They ask the same thing in a different jumper."
"I would like to be told what happens next."
"My brother answers for me and nobody minds."
"It was good when we drew it."

Six children between seven and twelve. Each agreed to have their sentence read out.
"""

OVERSIGHT_LATELY: dict[str, tuple[Followed, ...]] = {
    "oversight-4": (
        followed(
            CHANGE,
            Heard(52, "grace", "We agree on who would train and where. The plan cannot say when."),
            blocked(-34, "temwa", "Everything hangs on the licence.", by=("neglect-3", 2)),
        ),
        followed(
            CHANGE,
            Heard(48, "eleri", "Tried with forty children. Class teachers need ten minutes for each."),
            Done(74, "eleri", "Both schools keep it. The page now has a box that the child fills in."),
        ),
        followed(
            CHANGE,
            Heard(70, "callum", "Four of nine stations ask all the questions."),
            telephoned(-12, "callum", "Seven of nine stations. The last two are short of crews."),
        ),
        followed(
            ENQUIRY,
            Heard(-30, "harriet", "We are reading two hundred records by hand, because the system cannot count it."),
        ),
        followed(
            ENQUIRY,
            Shown(84, "nadia", "What children said.txt", _CHILDREN, "Six sentences, each with the child's agreement"),
            Done(
                91,
                "nadia",
                "Read out at the meeting.",
                "Children notice whether they are looked at, and want to be told what happens next. The six sentences "
                "are in the file.",
            ),
        ),
    ),
    "oversight-5": (
        followed(HOUSEKEEPING),
        followed(
            CHANGE, Heard(-21, "kemi", "Agencies have been told the month, and that it is the same eight families.")
        ),
        followed(
            CHANGE,
            Heard(-15, "harriet", "Constabulary: read by all child protection teams."),
            Heard(-13, "nadia", "The Wicket Gate: read, and talked through in our team meeting."),
        ),
        followed(ENQUIRY, post="anjali"),
        followed(
            ENQUIRY,
            Heard(-23, "bronwen", "The supplier says that it is possible. I have asked what it costs."),
        ),
        followed(
            HOUSEKEEPING, Heard(-16, "kemi", "Ten are chosen. Two agencies have not yet said who explains theirs.")
        ),
        followed(HOUSEKEEPING),
        followed(
            ENQUIRY,
            telephoned(-28, "harriet", "Figures for three weeks of the month are counted."),
        ),
    ),
}
