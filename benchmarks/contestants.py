"""What is run: gongkai and the peers, each with the command of one cold run and the folders it writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import Peer


@dataclass(frozen=True, slots=True)
class Contestant:
    """One row of the cold table. Everything in `outputs` and `caches` is renamed away before each run."""

    key: str
    title: str
    command: tuple[str, ...]
    cwd: Path
    outputs: tuple[Path, ...]
    caches: tuple[Path, ...] = ()
    environment: Mapping[str, str] | None = None


def gongkai_command() -> tuple[str, ...]:
    """The installed command of this environment; a checkout that is not installed runs as a module."""
    script = Path(sys.executable).with_name("gongkai")
    return (str(script),) if script.exists() else (sys.executable, "-m", "generator")


def environment(**more: str) -> dict[str, str]:
    """The caller's, without settings that would change what gongkai does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    kept.pop("SOURCE_DATE_EPOCH", None)
    # a checkout that is not installed is found from any folder
    here = str(Path(__file__).resolve().parents[1])
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (here, kept.get("PYTHONPATH", ""))))
    return kept | more


def gongkai(repository: Path) -> Contestant:
    """The build with all checks, lists, data, feeds, reading views, neibu/ and the index."""
    return Contestant(
        "gongkai", "gongkai build", (*gongkai_command(), "build", "--quiet"), repository,
        (repository / "site", repository / "neibu"), (repository / ".cache",), environment(),
    )


def hugo(peer: Peer, source: Path, variant: str) -> Contestant:
    """Hugo over the same entries."""
    titles = {
        "hugo": "Hugo (pages and lists)",
        "hugo-pages": "Hugo (pages, no lists)",
        "hugo-data": "Hugo (pages, lists, JSON, feeds)",
    }
    out, cache = source.with_name(f"out-{variant}"), source.with_name(f"cache-{variant}")
    command = (
        *peer.command, "--quiet", "--noBuildLock", "--config", f"{variant}.toml", "--destination", str(out),
        "--cacheDir", str(cache),
    )
    return Contestant(variant, titles[variant], command, source, (out,), (cache, source / "resources"))


def pagefind(peer: Peer, site: Path) -> Contestant:
    """Pagefind over what Hugo wrote in the same round."""
    out = site.with_name("out-pagefind")
    command = (*peer.command, "--site", str(site), "--output-path", str(out), "--quiet")
    return Contestant("pagefind", "Pagefind over Hugo's pages", command, site.parent, (out,))


def material(peer: Peer, source: Path) -> Contestant:
    """MkDocs with Material and its search."""
    out, temporary = source.with_name("out-material"), source.with_name("tmp-material")
    temporary.mkdir(parents=True, exist_ok=True)
    command = (*peer.command, "build", "--quiet", "--site-dir", str(out))
    # jieba keeps its dictionary in the folder for temporary files: it stays, as on a machine that builds every day
    kept = environment(TMPDIR=str(temporary), NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")
    kept.pop("PYTHONPATH")
    return Contestant("material", "MkDocs + Material with search", command, source, (out,), (), kept)

