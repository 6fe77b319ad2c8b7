"""The city, written and read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.preparing import Prepared
from tests.clock.city import DAYS, prepared, write_city


@pytest.fixture(scope="session")
def city_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the city. Read only."""
    return write_city(tmp_path_factory.mktemp("clock") / "repository")


@pytest.fixture(scope="session")
def city(city_root: Path) -> Prepared:
    """The city on the last day of its tables."""
    return prepared(city_root, DAYS[-1])
