"""What the routes of letters answer to somebody in each kind of place; `test_routes` asks them with all others."""

from tests.factories.letters import MessageFactory

ANSWERS = """
letters                      GET   302 200 403 403 403 403 403
letter                       GET   302 200 403 403 403 403 403
letter_again                 GET   302 405 405 405 405 405 405
letter_again                 POST  302 302 403 403 403 403 403
letters_again                POST  302 302 403 403 403 403 403
letter_address               POST  302 422 403 403 403 403 403
letter_told                  POST  302 422 403 403 403 403 403
pause_letters                POST  302 302 403 403 403 403 403
resume_letters               POST  302 302 403 403 403 403 403
letter_choices               GET   302 200 200 200 200 200 200
letter_choices               POST  302 422 422 422 422 422 422
letter_choices_by_link       GET   410 410 410 410 410 410 410
letter_choices_by_link       POST  410 410 410 410 410 410 410
"""


def keys_of() -> dict[str, list[object]]:
    """A letter that did not arrive, and a link that opens nothing."""
    failed = MessageFactory(state="failed", fault="unknown")
    deeds = ("letter", "letter_again", "letter_address", "letter_told")
    return {**{name: [failed.pk] for name in deeds}, "letter_choices_by_link": ["no-such-token"]}
