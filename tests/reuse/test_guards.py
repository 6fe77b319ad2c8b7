"""What is published is what was judged; what a killed build leaves behind is swept away."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator import building
from generator.building import build_site_once
from generator.errors import GongkaiError
from generator.indexing import Spool
from generator.preparing import Prepared
from generator.reuse.reading import ChangedError
from tests.reuse.town import write_town


@pytest.mark.parametrize("kind", ["bytes", "link"])
def test_an_attachment_that_changes_after_it_was_judged_is_not_published(tmp_path: Path, kind: str) -> None:
    root = write_town(tmp_path, 24)
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"not for readers")
    changed: list[str] = []

    def change(prepared: Prepared) -> None:
        entry = next(one for one in prepared.entries.values() if one.attachments and one.id in prepared.site.by_id)
        path = root / entry.attachments[0].file.path
        path.unlink()
        path.symlink_to(secret) if kind == "link" else path.write_bytes(b"other bytes")
        changed.append(path.name)

    with pytest.raises(ChangedError if kind == "bytes" else GongkaiError):
        build_site_once(root, as_of="2021-07-30", judged=change)
    assert changed and not (root / building.SITE).exists()


def test_spools_of_killed_builds_are_swept_away_and_young_ones_are_not(tmp_path: Path) -> None:
    for name, age in (("spool-old", 7200), ("spool-young", 10)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "0").write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    with Spool(tmp_path) as spool:
        assert Path(spool.path).is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["spool-young"]
