"""A catalogue as it was loaded."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog.model import Catalog
from generator.findings import Problem


@dataclass(frozen=True, slots=True)
class LoadedCatalog:
    """The catalogue and what is wrong with it."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    #: every catalogue file that was read, as shown in findings
    files: tuple[str, ...]
