"""Whether a meeting was quorate is said in a sentence, with the reason."""

from hypothesis import given
from hypothesis import strategies as st

from plait.groups.quorum import Asked, Place, asks_for, quorum

POLICE, COUNCIL = "Marlshire Constabulary", "Marlshire Council"


def seats(*by: tuple[int, ...], agency: str = "") -> list[Place]:
    return [Place(f"Seat {n}", agency, people) for n, people in enumerate(by)]


def test_enough_seats_are_quorate() -> None:
    said = quorum(Asked(2), seats((1,), (2,), ()), came=2)
    assert (said.met, said.sentence) == (True, "Quorate: 2 seats were represented and 2 are needed.")


def test_too_few_seats_are_told_with_how_many() -> None:
    said = quorum(Asked(3), seats((1,), (), ()), came=1)
    assert (said.met, said.sentence) == (False, "Not quorate: 1 seat was represented and 3 are needed.")


def test_a_missing_agency_is_named_and_the_chair_may_decide() -> None:
    places = [Place("Chair", COUNCIL, (1,)), Place("Police", POLICE)]
    said = quorum(Asked(1, (COUNCIL, POLICE), True), places, came=1)
    assert said.sentence == f"Not quorate: nobody came for {POLICE}. The chair may decide to go on."
    both = quorum(Asked(2, (POLICE,)), places, came=1)
    assert both.sentence == (f"Not quorate: 1 seat was represented and 2 are needed, and nobody came for {POLICE}.")


def test_somebody_without_a_seat_stands_for_the_agency_but_is_not_counted() -> None:
    places = seats((1,), agency=COUNCIL)
    assert quorum(Asked(None, (POLICE,)), places, came=2, also={POLICE}).met is True
    assert quorum(Asked(2), places, came=2, also={POLICE}).met is False


def test_holder_and_deputy_of_one_seat_count_once() -> None:
    assert quorum(Asked(2), seats((1, 2)), came=2).met is False


def test_one_person_in_two_seats_counts_once() -> None:
    assert quorum(Asked(2), seats((1,), (1,)), came=1).met is False


def test_a_deputy_makes_room_for_a_holder_of_two_seats() -> None:
    """1 holds both seats; 2 deputises in the first: together they fill two."""
    assert quorum(Asked(2), seats((1, 2), (1,)), came=2).met is True


def test_what_cannot_be_said_is_not_said() -> None:
    assert quorum(None, [], came=9).sentence == ""
    assert quorum(Asked(), [], came=9).sentence == "The terms of reference ask for no quorum."
    unknown = quorum(Asked(4), seats((), ()), came=0)
    assert unknown.met is None
    assert "cannot be said" in unknown.sentence


def test_the_quorum_in_words() -> None:
    assert asks_for(Asked()) == "No quorum"
    assert asks_for(Asked(1)) == "1 seat"
    words = "6 seats, with somebody from Marlshire Constabulary and Marlshire Council. The chair may decide otherwise"
    assert asks_for(Asked(6, (POLICE, COUNCIL), True)) == words
    assert asks_for(Asked(None, (POLICE,))) == "Somebody from Marlshire Constabulary"


@given(st.lists(st.lists(st.integers(1, 6), max_size=3).map(tuple), max_size=8), st.integers(1, 8))
def test_never_more_seats_than_people_or_places(by: list[tuple[int, ...]], number: int) -> None:
    people = {person for each in by for person in each}
    filled = sum(1 for each in by if each)
    said = quorum(Asked(number), seats(*by), came=max(len(people), 1))
    if said.met:
        assert number <= min(len(people), filled)
