"""What the desk makes of an edited entry is what a whole build makes of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.derive.site import amended, build_site
from generator.executing import Alone
from generator.pipeline import public_files
from generator.preparing import Prepared, prepare_from_environment
from generator.serving.desk import Desk
from generator.serving.messages import Edited


@pytest.fixture(scope="module")
def prepared(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    root = tmp_path_factory.mktemp("desk") / "repository"
    shutil.copytree(demonstration, root)
    return prepare_from_environment(root, crew=Alone())


def test_an_amended_record_is_the_record_of_a_whole_site(prepared: Prepared) -> None:
    site = prepared.site
    for id_, record in site.by_id.items():
        entry = replace(prepared.entries[id_], title="另一个标题", relations=record.entry.relations[:1])
        again, (own,) = amended(site, [entry], prepared.publications, prepared.calendar)
        whole = build_site(
            prepared.catalog, [*(e for e in prepared.entries.values() if e.id != id_), entry],
            prepared.publications, prepared.as_of, prepared.calendar, prepared.hand_written,
        )
        assert own == whole.by_id[id_]
        assert again.by_id[id_] is own and len(again.by_id) == len(site.by_id)


def test_entries_that_readers_cannot_open_have_no_page(prepared: Prepared) -> None:
    entry = next(iter(prepared.site.by_id.values())).entry
    assert amended(prepared.site, [replace(entry, mode="不予公开")], prepared.publications, prepared.calendar)[1] == ()


@pytest.mark.engine
def test_the_desk_makes_the_files_of_a_build(prepared: Prepared) -> None:
    from generator.engines import run_engine

    desk = Desk(prepared, "mkdocs")
    whole = dict(public_files(prepared, run_engine(prepared).parts))
    ids = tuple(prepared.site.by_id)[:20]
    told = desk.answer(Edited(3, ids))
    assert (told.change, told.findings) == (3, ()) and set(told.files) == set(ids)
    for files in told.files.values():
        assert len(files) >= 2
        for address, data in files.items():
            assert data == whole[address], address


@pytest.mark.engine
def test_broken_and_missing_entries_have_findings_and_no_files(prepared: Prepared) -> None:
    id_ = next(iter(prepared.site.by_id))
    file = prepared.root / f"content/entries/{id_}.yaml"
    text = file.read_text(encoding="utf-8")
    desk = Desk(prepared, "mkdocs")
    file.write_text(text + "错字段: 1\n", encoding="utf-8")
    told = desk.answer(Edited(1, (id_, "nowhere/2021/x")))
    assert not told.files and {finding.rule for finding in told.findings} == {"D201"}
    file.write_text("标题: [\n", encoding="utf-8")
    assert not desk.answer(Edited(2, (id_,))).files
    file.write_text(text, encoding="utf-8")
    assert set(desk.answer(Edited(3, (id_,))).files) == {id_}
