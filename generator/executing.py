"""Where work is done (design.md D9): in this process, in forked ones, or on a Dask cluster, behind one seam.

Work is a function `function(common, task) -> result` of a module, a value `common` that all tasks share, and the
tasks. Results come back in the order of the tasks, whichever worker was quicker, so output never depends on the crew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from generator.errors import GongkaiError, SetupError, UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

Common = TypeVar("Common")
Task = TypeVar("Task")
Result = TypeVar("Result")

#: seconds to wait for the scheduler of a cluster
PATIENCE = 10

#: below so many entries a second process costs more than it saves
FEW = 400


class CrewError(GongkaiError):
    """A worker was lost and the work with it."""


class Crew(Protocol):
    """Somebody who does work."""

    @property
    def size(self) -> int:
        """How many tasks are done at once."""

    @property
    def here(self) -> bool:
        """Whether the workers see this machine's files and may write into its trees."""

    def run(
        self, function: Callable[[Common, Task], Result], common: Common, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Results in the order of `tasks`."""


class Alone:
    """This process."""

    size = 1
    here = True

    def run(
        self, function: Callable[[Common, Task], Result], common: Common, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """One task after the other."""
        for task in tasks:
            yield function(common, task)


#: what a forked worker works on: set once in the worker, inherited by the fork and never pickled
_work: tuple[Callable[[Any, Any], Any], Any] | None = None


def _take(function: Callable[[Any, Any], Any], common: object) -> None:
    global _work
    _work = (function, common)


def _do(task: object) -> object:
    if _work is None:
        raise RuntimeError("a worker was asked before it took its work")
    function, common = _work
    return function(common, task)


class Forked:
    """Processes forked from this one: they inherit `common` as it stands in memory."""

    here = True

    def __init__(self, size: int) -> None:
        self.size = size
        #: called once, in this process, while the workers do their next work
        self.meanwhile: Callable[[], object] | None = None

    def run(
        self, function: Callable[[Common, Task], Result], common: Common, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Tasks are handed out one by one. Raises CrewError when a process is killed."""
        if len(tasks) < 2:
            yield from Alone().run(function, common, tasks)
            return
        # imported here: a build that does little needs neither
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        pool = ProcessPoolExecutor(
            min(self.size, len(tasks)), mp_context=get_context("fork"), initializer=_take, initargs=(function, common)
        )
        try:
            results = pool.map(_do, tasks)
            meanwhile, self.meanwhile = self.meanwhile, None
            if meanwhile is not None:
                meanwhile()
            for result in results:
                yield cast(Result, result)
        except BrokenProcessPool as error:
            raise CrewError("一个工作进程被系统结束了（多半是内存不够），网站没有改动；可以用 --workers 1 再试") from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class Remote:
    """Workers of a Dask cluster. They need this program and see the repository at the same path, but write nothing."""

    here = False

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise SetupError("没有安装 dask（distributed），请运行 pip install 'gongkai[cluster]'") from error
        try:
            self._client: Any = cast(Any, Client)(address, timeout=PATIENCE)
        except (OSError, TimeoutError) as error:
            raise SetupError(f"连不上 Dask 调度器“{address}”：{error}") from error
        self.size = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def run(
        self, function: Callable[[Common, Task], Result], common: Common, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Tasks whose worker is lost are done again elsewhere, twice at most (they have no effects)."""
        # pure=False: two equal tasks are two tasks; every worker gets `common`, so that none is its only keeper
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        executor: Executor = self._client.get_executor(pure=False, retries=2)
        shared = self._client.scatter(common, broadcast=True, hash=False)
        futures = [executor.submit(function, shared, task) for task in tasks]
        try:
            for future in futures:
                yield future.result()
        except (KilledWorker, CancelledError) as error:  # cancelled: all who held `common` are gone
            raise CrewError("Dask 集群没有做完：工作机一台接一台没了（多半是内存不够），网站没有改动") from error
        except OSError as error:
            raise CrewError(f"Dask 集群没有做完：{error}") from error
        finally:
            for future in futures:
                future.cancel()

    def close(self) -> None:
        """Leave the cluster."""
        self._client.close()


def crew(*, workers: int | None = None, executor: str = "") -> Alone | Forked | Remote:
    """Who works: `--workers N`, `--executor dask://HOST:PORT`, or as many processes as this one may use processors."""
    if executor:
        scheme, _, address = executor.partition("://")
        if scheme != "dask" or not address:
            raise UsageError(f"--executor 写的是“{executor}”，应为 dask://主机:端口")
        return Remote(f"tcp://{address}")
    if workers is not None and workers < 1:
        raise UsageError("--workers 至少是 1")
    size = workers or len(os.sched_getaffinity(0))
    return Forked(size) if size > 1 else Alone()
