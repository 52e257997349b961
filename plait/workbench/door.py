"""What the sign-in page of a demonstration says: whom one may be, and that it asks for less than a real one."""

from django.conf import settings

from plait.workbench.sample.cast import PASSWORD, SIGN_IN


def whom_to_be() -> list[str]:
    """Nothing where people really work."""
    if settings.MODE != "demo":
        return []
    second = {
        "nobody": "No second step is asked for here; PLAIT_SECOND_FACTOR=restricted asks as a real one does.",
        "restricted": "Who can see restricted material is asked for a second step (PLAIT_SECOND_FACTOR=restricted).",
        "everyone": "Everybody is asked for a second step (PLAIT_SECOND_FACTOR=everyone).",
    }[settings.SECOND_FACTOR]
    people = [f"{person.email}: {person.signs_in}" for person in SIGN_IN]
    return [f"A demonstration, with the invented county of Marlshire. The password is {PASSWORD} for:", *people, second]
