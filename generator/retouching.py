"""After a change of texts alone: the pages of those entries are made anew, everything else stays as it is.

What it rests on: all that looks at more than one entry sees facts only (`model.entry.Entry` has no text), and the key of
all facts, the catalogue, the ledger, the theme and the day is what it was (`Built`).
"""

from __future__ import annotations

from dataclasses import replace

from generator.preparing import Prepared
from generator.publish.trees import SiteTree
from generator.reuse.built import PLANS, Built, save_built
from generator.reuse.plans import PlanStore, planned

#: more changed texts than this, and as a share of all, and making everything is as quick
MOST, SHARE = 60, 0.02


def retouch(
    prepared: Prepared, built: Built, key: bytes, static: bytes, public: SiteTree, internal: SiteTree
) -> Built | None:
    """Bring `public` up to date; `key` and `static` are those of a `Built` made now.

    None, with nothing touched, where more than texts changed or something kept is gone.
    """
    now = prepared.reading.texts_key
    if built.key != key or built.static != static or built.texts.keys() != now.keys():
        return None
    changed = [id_ for id_, key in now.items() if built.texts[id_] != key]
    if len(changed) > max(MOST, SHARE * len(now)):
        return None
    if not changed:
        internal.stand()
        public.stand()
        return built
    return _apply(prepared, built, changed, public, internal)


def _apply(
    prepared: Prepared, built: Built, changed: list[str], public: SiteTree, internal: SiteTree
) -> Built | None:
    from generator.indexing import answers_of
    from generator.publish.feeds import feed_files
    from generator.publish.record_finish import finish_record
    from generator.render.shells import Frames
    from generator.reuse.engine_result import kept_engine_result
    from generator.reuse.loose_ends import all_answers, keep_answers, kept_answers, kept_feeds
    from generator.search.understand.files import answer_files
    from generator.search.updating import NotSmall, update_files

    cache = prepared.cache
    if cache is None:
        return None
    engine = kept_engine_result(cache, built.engine)
    feeds = kept_feeds(cache)
    kept = PlanStore(cache / PLANS / built.plans, built.where, built.texts).open(changed)
    answers = kept_answers(cache)
    if engine is None or feeds is None or answers is None or len(kept) < len(changed):
        return None
    if any(planned(kept[id_]).record.compared for id_ in changed):
        return None  # a page that compares two versions rests on another entry's text too
    frames = Frames(engine.parts.shells)
    leads = dict(built.leads)
    documents = []
    files: list[tuple[str, bytes | None]] = []
    for id_ in changed:
        plan = planned(kept[id_]).record
        said = prepared.texts[id_]
        finished = finish_record(plan, said.body, said.attachments, frames)
        files += [(finished.page_path, finished.page), (finished.data_path, finished.data)]
        if id_ in leads:
            leads[id_] = finished.lead
        if finished.document is not None:
            documents.append(finished.document)
    files += feed_files(feeds, leads, changed).items()
    given = {one.id: answers_of(one, prepared.catalog.search.answers) for one in documents}
    if any(answers.get(id_, ()) != found for id_, found in given.items()):
        former = {address for address, _ in answer_files(all_answers(answers))}
        answers = {id_: found for id_, found in (answers | given).items() if found}
        now = dict(answer_files(all_answers(answers)))
        files += [*now.items(), *((address, None) for address in former - now.keys())]
    try:
        files += update_files(public.target, documents)
    except (NotSmall, ValueError):
        return None
    public.keep_all()
    for address, data in files:
        if data is None:
            public.drop(address)
        else:
            public.put(address, data)
    new = replace(built, texts=dict(prepared.reading.texts_key), leads=leads)
    internal.restamp(new.token)
    public.publish(new.token)
    keep_answers(cache, answers)
    save_built(cache, new)
    return new
