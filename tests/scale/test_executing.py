"""The crew never changes a result: alone, forked, and on a real Dask cluster of which one worker is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import executing
from generator.errors import SetupError, UsageError
from generator.executing import Alone, CrewError, Forked, Remote, crew
from tests.scale.cluster import Cluster


def slow_square(common: int, task: int) -> tuple[int, int]:
    time.sleep(0.01 * (task % 3))
    return common + task * task, os.getpid()


def die(common: int, task: int) -> int:
    if task == common:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def fail(common: int, task: int) -> int:
    raise ValueError(f"{common} {task}")


EXPECTED = [100 + task * task for task in range(20)]


def test_results_come_in_the_order_of_the_tasks() -> None:
    for workers in (Alone(), Forked(2), Forked(3)):
        assert [result for result, _ in workers.run(slow_square, 100, range(20))] == EXPECTED


def test_forked_workers_are_other_processes_and_one_task_needs_none() -> None:
    assert os.getpid() not in {pid for _, pid in Forked(2).run(slow_square, 0, range(8))}
    assert {pid for _, pid in Forked(2).run(slow_square, 0, range(1))} == {os.getpid()}


def test_a_killed_process_is_told_in_chinese() -> None:
    with pytest.raises(CrewError, match="--workers 1"):
        list(Forked(2).run(die, 3, range(8)))


def test_an_error_of_the_work_comes_through() -> None:
    for workers in (Alone(), Forked(2)):
        with pytest.raises(ValueError, match="7 0"):
            list(workers.run(fail, 7, range(4)))


def test_who_works() -> None:
    assert isinstance(crew(workers=1), Alone)
    assert crew(workers=3).size == 3
    with pytest.raises(UsageError, match="--workers"):
        crew(workers=0)
    for wrong in ("spark://host:1", "dask:host", "dask://"):
        with pytest.raises(UsageError, match="dask://主机:端口"):
            crew(executor=wrong)


def test_no_scheduler_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executing, "PATIENCE", 0.5)
    with pytest.raises(SetupError, match="连不上"):
        Remote("tcp://127.0.0.1:9")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("dask"), workers=2) as running:
        yield running


def test_a_real_cluster_gives_the_same_and_survives_a_killed_worker(cluster: Cluster, tmp_path: Path) -> None:
    remote = executing.crew(executor=f"dask://{cluster.address}")
    assert isinstance(remote, Remote)
    assert remote.size == 2 and not remote.here
    assert [result for result, _ in remote.run(slow_square, 100, range(20))] == EXPECTED
    seen: list[int] = []
    pids: set[int] = set()
    for result, pid in remote.run(slow_square, 100, range(60)):
        if len(seen) == 5:
            cluster.kill_one()
        seen.append(result)
        pids.add(pid)
    assert seen == [100 + task * task for task in range(60)]
    remote.close()


def test_a_task_that_kills_every_worker_is_told_in_chinese(tmp_path: Path) -> None:
    with Cluster(tmp_path, workers=2) as fragile:
        remote = executing.crew(executor=f"dask://{fragile.address}")
        assert isinstance(remote, Remote)
        with pytest.raises(CrewError, match="Dask 集群没有做完"):
            list(remote.run(die, 0, range(1)))
        remote.close()
