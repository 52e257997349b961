"""What became of the actions of the Strategic group."""

from plait.workbench.sample.afterwards.steps import (
    CHANGE,
    ENQUIRY,
    HOUSEKEEPING,
    Done,
    Followed,
    Heard,
    Shown,
    followed,
    telephoned,
)

_WAITING = """Waiting for the first early help visit, in working days

District      middle of all families      longest
Marl North    19                          44
Marl South    12                          31
Tarrow        11                          29
Wend          13                          35

Source: early help records of the four districts, one quarter. Tarrow counts from the day of the form, the others
from the day of the telephone call.
"""
_TESTS = """Front door: test of the telephone lines

Six calls from six places, at nine, at noon and at five. Answered within two minutes in five of six.
One call from a school was cut off when it was passed on. Mended, and tried again twice.
"""

STRATEGIC: dict[str, tuple[Followed, ...]] = {
    "strategic-1": (
        followed(
            HOUSEKEEPING,
            Heard(21, "kemi", "The part on scrutiny is rewritten. Miriam has read it."),
            Done(43, "kemi", "Published on the partnership's page."),
        ),
        followed(
            HOUSEKEEPING,
            Heard(40, "idris", "The constabulary has confirmed its share in writing."),
            Done(71, "hester", "All three shares are agreed for one year."),
        ),
        followed(
            ENQUIRY,
            Heard(33, "temwa", "Two districts count from the call and one from the form. I am asking the fourth."),
            Shown(73, "temwa", "Waiting for early help.txt", _WAITING, "One quarter, four districts"),
            Done(
                74,
                "temwa",
                "",
                "Half of all families wait between eleven and nineteen working days. Marl North is higher than the "
                "others; two posts there are empty.",
            ),
        ),
    ),
    "strategic-2": (
        followed(
            CHANGE,
            Heard(47, "grace", "The form is one page. Schools and health visitors have tried it with ten families."),
            telephoned(110, "grace", "The building is ready. The rota needs three more people.", to="kemi"),
            Shown(-8, "grace", "Test of the telephone lines.txt", _TESTS, "Six calls from six places"),
            Heard(-7, "grace", "Telephone lines tested and mended. The rota is signed for the first month."),
        ),
        followed(
            ENQUIRY,
            Done(
                68,
                "idris",
                "",
                "Most children spoke of somebody they were going to, not of something they ran from. The interviews "
                "have changed the list of places that neighbourhood officers visit.",
            ),
        ),
        followed(
            CHANGE,
            Heard(
                60, "kemi", "Every chapter now ends with what changed for children. Three of them have no evidence yet."
            ),
            Done(118, "kemi", "The draft is with the lead partners. The missing evidence is named in it."),
        ),
        followed(ENQUIRY),
    ),
    "strategic-3": (
        followed(ENQUIRY),
        followed(ENQUIRY, Heard(21, "temwa", "All four districts now count from the telephone call. Figures follow.")),
        followed(HOUSEKEEPING, Done(9, "kemi", "Added as a new risk. Derwyn Pugh owns it.")),
        followed(HOUSEKEEPING, Heard(-9, "hester", "The letter is drafted, and Piotr is reading it.")),
    ),
}
