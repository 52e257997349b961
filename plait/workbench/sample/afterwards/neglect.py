"""What became of the actions of the Neglect group. Five were open when it ended; they moved."""

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

_FAMILIES = """What families in four family hubs told us

Eleven parents spoke with two of our workers, over coffee, in their own words. We asked two questions:
what help came too late, and when would have been the right moment.

Nine of the eleven said that they had asked for help and were not asked a second time.
Six said that the right moment was before the second child was born.
Four said that a place to wash clothes would have helped more than a course.

Nobody is named here. Each parent has seen this page and agreed to it.
"""
_GUIDE = """Neglect screening tool: the guide on one page

When: the first time you meet the family, and again when something changes.
Ask about: sleep, food, being brought to appointments, what the child does in a day, who else lives there.
Write down what you saw and what the child said. Your opinion can wait.
Two worked examples are on the other side.
"""

NEGLECT: dict[str, tuple[Followed, ...]] = {
    "neglect-1": (
        followed(
            ENQUIRY,
            Heard(
                30, "nadia", "Two workers are speaking with parents in four family hubs. People are glad to be asked."
            ),
            Shown(104, "nadia", "What families told us.txt", _FAMILIES, "One page, agreed with the parents"),
            Done(
                105,
                "nadia",
                "The page has been sent to all members.",
                "Nine of eleven parents said that they had asked for help and nobody asked a second time. Six said "
                "that the right moment was before the second child was born.",
            ),
        ),
        followed(
            ENQUIRY,
            Heard(20, "tomasz", "The schools of the trust use no tool. They use the trust's own form for concerns."),
            Heard(33, "sunita", "The emergency department uses the checklist of the old board. Wards use nothing."),
            Heard(40, "lena", "Health visitors use three different lists, one in each locality."),
            Done(
                63,
                "joel",
                "All agencies have answered.",
                "Five tools are in use in nine agencies, and three agencies use none.",
            ),
        ),
        followed(
            CHANGE,
            Heard(62, "joel", "Three people have come forward. Their managers ask how many days a year it takes."),
            telephoned(170, "lena", "Two more are willing. Nobody can be booked until the licence is renewed."),
            blocked(
                420,
                "lena",
                "Five of eight found. The licence has to be settled before anybody can be trained.",
                by=("neglect-3", 2),
            ),
            Heard(640, "joel", "One of the five has left the county, so there are four. The licence is still open."),
            blocked(-33, "lena", "Four people are waiting. We need the answer about the licence.", by=("neglect-3", 2)),
        ),
        followed(HOUSEKEEPING, Done(12, "callum", "The form is with both services, and on the back of our leaflet.")),
    ),
    "neglect-2": (
        followed(
            CHANGE,
            Heard(25, "joel", "First version written. A health visitor and a teacher are trying it for two weeks."),
            Shown(55, "joel", "Screening tool on one page.txt", _GUIDE, "The guide as it was sent out"),
            Done(56, "joel", "Sent to every agency, and opened four hundred times in the first week."),
        ),
        followed(
            CHANGE,
            Heard(
                48,
                "lena",
                "Our records now have the words was not brought. The letter to parents is still the old one.",
            ),
            telephoned(150, "sunita", "The outpatients' system cannot hold the words until its next release."),
            Heard(
                330,
                "lena",
                "Followed up by telephone after the second appointment in our trust. The hospital is not there yet.",
            ),
            Heard(-57, "sunita", "The new release is in. Two of five clinics have changed."),
        ),
        followed(
            ENQUIRY,
            Heard(90, "tomasz", "Seven of nineteen schools have answered. Four keep a chronology, in three systems."),
            Heard(-120, "tomasz", "Fifteen of nineteen. I will ring the other four."),
        ),
        followed(
            ENQUIRY,
            Done(
                97,
                "temwa",
                "Figures shown at the last meeting of the group.",
                "Decay in children under five is higher in the two northern valleys and within its usual range "
                "elsewhere. The dental service's own explanation has been asked for.",
            ),
        ),
    ),
    "neglect-3": (
        followed(
            CHANGE,
            Heard(35, "farida", "Community Health: sixty-one answers, from nine of twelve teams."),
            Heard(60, "owen", "Probation: done. Fourteen answers, most of them have never seen the tool."),
            telephoned(160, "callum", "Fire and Rescue: done at the station briefings, twenty-two answers."),
            Heard(
                -75, "joel", "Six of nine agencies have finished. Education, hospitals and constabulary are missing."
            ),
        ),
        followed(
            ENQUIRY,
            Heard(
                45, "grace", "Asked in writing. They want to know how many assessments we did in the last three years."
            ),
            Heard(-140, "grace", "Our figures are with them. They answer when the new prices are out."),
            Heard(-26, "grace", "Rang again. An offer is promised; it depends on eight trainers."),
        ),
        followed(HOUSEKEEPING, Done(30, "bronwen", "Papers and register are with the Practice oversight group.")),
        followed(HOUSEKEEPING, Done(34, "joel", "List closed. Twenty-three people moved, four had left their agency.")),
        followed(HOUSEKEEPING, Done(19, "sunita", "List sent: nine link nurses, two vacancies.")),
    ),
}
