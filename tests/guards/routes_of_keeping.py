"""What the routes of the history, of removing words and of keeping records answer; `test_routes` asks them."""

ANSWERS = """
history_of                   GET   302 200 200 404 200 404 404
history_of:restricted        GET   302 404 200 404 404 404 404
history_by                   GET   302 200 200 403 403 403 403
keeping                      GET   302 200 403 403 403 403 403
set_period                   POST  302 422 403 403 403 403 403
remove_words                 GET   302 200 403 403 403 403 403
remove_words                 POST  302 422 403 403 403 403 403
hold_record                  GET   302 200 403 403 403 403 403
hold_record                  POST  302 422 403 403 403 403 403
keep_record                  GET   302 200 403 403 403 403 403
keep_record                  POST  302 422 403 403 403 403 403
dispose_records              POST  302 422 403 403 403 403 403
lift_hold                    GET   302 404 403 403 403 403 403
lift_hold                    POST  302 404 403 403 403 403 403
"""


def keys_of(action: int, person: int) -> dict[str, list[object]]:
    """An action that nobody holds, and a person of its group."""
    record: list[object] = ["action", action]
    return {"history_by": [person], **dict.fromkeys(("history_of", "hold_record", "keep_record", "lift_hold"), record)}
