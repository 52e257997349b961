"""What became of the actions of the Case review group. Every one of these is restricted."""

from plait.workbench.sample.afterwards.steps import (
    CHANGE,
    ENQUIRY,
    HOUSEKEEPING,
    Done,
    Followed,
    Heard,
    Reopened,
    blocked,
    followed,
    telephoned,
)

CASE_REVIEW: dict[str, tuple[Followed, ...]] = {
    "case-review-1": (
        followed(
            CHANGE,
            Heard(30, "priya", "The question is in the draft guidance. Supervisors have read it."),
            Done(84, "priya", "The guidance is changed and in force."),
            Reopened(250, "bronwen", "The last audit did not find the question in half of the assessments."),
            Heard(-64, "priya", "The form now asks for each adult by name before it can be signed."),
        ),
        followed(
            CHANGE,
            Heard(
                70, "anjali", "The hospital's system can show earlier visits. It needs an agreement on who may look."
            ),
            telephoned(300, "anjali", "The agreement is with the hospital's information lead."),
            Heard(-210, "anjali", "Still with the information lead. I have asked the medical director to help."),
        ),
        followed(HOUSEKEEPING, Done(44, "kemi", "Written in two versions, and sent to both audiences.")),
        followed(HOUSEKEEPING, Done(60, "rosalind", "Done at two meetings of the designated leads.")),
    ),
    "case-review-2": (
        followed(
            CHANGE,
            Heard(90, "farida", "Neighbouring services have agreed to ring us when a family leaves them."),
            Heard(-19, "farida", "The telephone list works. The electronic message is being tried in one locality."),
        ),
        followed(
            HOUSEKEEPING,
            Heard(62, "kemi", "The report and the text for the page are ready."),
            blocked(120, "kemi", "Cannot be published before the hearing has ended.", by=("case-review-2", 3)),
        ),
        followed(
            ENQUIRY,
            blocked(118, "ruth", "The hearing has been put off. A new day has not been set."),
        ),
        followed(
            ENQUIRY,
            Done(
                178,
                "piotr",
                "",
                "Three findings are the same: adults in the household, information from general practice, and "
                "moves between areas. Two of the panel's findings are new to us.",
            ),
        ),
    ),
    "case-review-3": (
        followed(
            HOUSEKEEPING,
            Heard(50, "kemi", "The answer is drafted and with the three partners."),
            Heard(-6, "kemi", "Two of three partners have agreed the text."),
        ),
        followed(HOUSEKEEPING, Heard(-6, "idris", "Constabulary and council have agreed. I meet the board on Friday.")),
        followed(ENQUIRY),
        followed(CHANGE),
    ),
}
