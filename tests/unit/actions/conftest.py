from datetime import datetime

import pytest

from plait.core.actor import Actor
from tests.unit.actions.places import Place, a_place


@pytest.fixture
def place(db: None, by: Actor, at: datetime) -> Place:
    return a_place(by, at)
