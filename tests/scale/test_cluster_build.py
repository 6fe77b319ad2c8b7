"""A whole build by a Dask cluster gives the same bytes as one process, although one worker is killed on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.building import build_site_once
from generator.executing import Alone, Crew, Forked, Remote, crew
from generator.reuse import reading
from tests.reuse.test_histories import tree
from tests.reuse.town import write_town
from tests.scale.cluster import Cluster


class Killing:
    """A crew of which a worker is killed after its first answer."""

    here = False

    def __init__(self, crew: Remote, cluster: Cluster) -> None:
        self.crew = crew
        self.cluster = cluster
        self.size = crew.size
        self.killed = False

    def run(self, function: Any, common: Any, tasks: Any) -> Iterator[Any]:
        for answer in self.crew.run(function, common, tasks):
            if not self.killed and function.__module__ == "generator.producing":
                self.cluster.kill_one()
                self.killed = True
            yield answer


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A town whose work is cut into small tasks."""
    for module in (pipeline, reading):
        monkeypatch.setattr(module, "FEW", 1)
    monkeypatch.setattr(reading, "GROUP", 1)
    monkeypatch.setattr("generator.producing.SLICE", 10)
    monkeypatch.setattr("generator.producing.LOAD", 200)
    return write_town(tmp_path, 60)


def built(town: Path, folder: Path, workers: Crew) -> dict[str, bytes]:
    shutil.copytree(town, folder)
    assert build_site_once(folder, as_of="2021-07-30", crew=workers).built
    return tree(folder)


def test_alone_forked_and_on_a_cluster(town: Path, tmp_path: Path) -> None:
    alone = built(town, tmp_path / "alone", Alone())
    assert built(town, tmp_path / "forked", Forked(3)) == alone
    (tmp_path / "dask").mkdir()
    with Cluster(tmp_path / "dask", workers=2) as cluster:
        remote = crew(executor=f"dask://{cluster.address}")
        assert isinstance(remote, Remote)
        killing = Killing(remote, cluster)
        assert built(town, tmp_path / "remote", killing) == alone
        assert killing.killed
        remote.close()
