"""Addresses, parameters and manifest of the index, and the twins for pages opened from `file://`."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

VERSION = 1
FOLDER = "data/s"
MANIFEST = f"{FOLDER}/manifest.json"
#: postings a head holds at most
HEAD = 512
#: binary digits of a number that the members of one twin differ in, by kind
TWINS = {"h": 2, "l": 0, "d": 2, "t": 5}
#: text packs of one folder: 2^8
_FOLDED = 8


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a reader must know before it can ask, and what the builder needs to tell whether a change is small."""

    #: documents
    count: int
    #: binary digits of a shard's number
    bits: int
    #: of a document's number to its packs
    titles: int
    texts: int
    facets: int
    epoch: str
    #: binary digits of a day's numbers
    slots: int
    #: (term, document) pairs, and characters of all texts
    postings: int
    characters: int
    #: see sizes.shard_bits
    measure: int
    head: int = HEAD

    @property
    def shards(self) -> int:
        return 1 << self.bits

    def shard(self, hashed: int) -> int:
        """The shard of a term by its hash."""
        return hashed >> (32 - self.bits)


#: names of the facets that have columns
FACETS = ("lanmu", "jigou", "leixing", "niandu", "xiaoli", "zhuti", "shixiang", "duixiang")


def shard_address(shard: int) -> str:
    return f"{FOLDER}/h/{shard}.bin"


def list_address(shard: int, part: int) -> str:
    return f"{FOLDER}/l/{shard}-{part}.bin"


def title_address(pack: int) -> str:
    return f"{FOLDER}/d/{pack}.bin"


def text_address(pack: int) -> str:
    return f"{FOLDER}/t/{pack >> _FOLDED}/{pack}.bin"


def facet_address(facet: str, chunk: int) -> str:
    return f"{FOLDER}/f/{facet}/{chunk}.bin"


def twin_address(kind: str, group: int | str) -> str:
    return f"{FOLDER}/{kind}/{group}.js"


def twin(kind: str, group: int | str, members: Mapping[int, bytes]) -> bytes:
    """The script that holds `members` (compressed, by number)."""
    named = ",".join(f'"{key}":"{base64.b64encode(members[key]).decode()}"' for key in sorted(members))
    return f'gongkaiData("s/{kind}/{group}",{{{named}}});\n'.encode()


def twin_members(script: bytes) -> dict[int, bytes]:
    """What `twin` was given. ValueError when it is none."""
    start = script.find(b",{")
    found: dict[str, str] = json.loads(script[start + 1 : script.rindex(b")")])
    return {int(key): base64.b64decode(value) for key, value in found.items()}


_NAMES = {"titles": "dShift", "texts": "tShift", "facets": "fShift"}


def manifest_files(parameters: Parameters) -> dict[str, bytes]:
    """The manifest and its twin, by address."""
    found: dict[str, object] = {"version": VERSION}
    found.update({_NAMES.get(key, key): value for key, value in asdict(parameters).items()})
    found.update({"twins": TWINS, "columns": FACETS})
    payload = json.dumps(found, separators=(",", ":"))
    return {
        MANIFEST: f"{payload}\n".encode(),
        MANIFEST.removesuffix("on"): f'gongkaiData("s/manifest",{payload});\n'.encode(),
    }


def read_manifest(content: bytes) -> Parameters:
    """The parameters of a manifest. ValueError when it is not one of this version."""
    found = json.loads(content)
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise ValueError("not an index of this version")
    names = {field: _NAMES.get(field, field) for field in Parameters.__dataclass_fields__}
    try:
        return Parameters(**{field: found[name] for field, name in names.items()})
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from None
