"""Names under `content/entries`: what is accepted (formats.md §1), what else a name may be, and a better one."""

from __future__ import annotations

import re
import unicodedata

from generator.source.text import refused

ORGANIZATION = re.compile(r"[a-z][a-z0-9]{1,31}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
#: Bytes of an attachment's name: readers' file systems take 255, and a folder name must fit on Windows too.
MAX_NAME_BYTES = 200

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_RUBBISH = re.compile(
    r"\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|~\$.*|\._.*|\.~lock\..*|~WRL.*|.*~|.*\.(?:tmp|bak|swp|swo|orig|rej|lnk|part|crdownload)",
    re.IGNORECASE,
)
#: Marks an otherwise empty folder for git.
PLACEHOLDERS = frozenset({".gitkeep", ".keep"})


def folded(name: str) -> str:
    """The name as file systems that ignore case and normalisation see it."""
    return unicodedata.normalize("NFKC", name).casefold()


def is_rubbish(name: str) -> bool:
    """Whether system or office software left this file behind."""
    return _RUBBISH.fullmatch(name) is not None


def is_reserved(name: str) -> bool:
    """Whether Windows keeps this name for a device, with any extension."""
    return _RESERVED.fullmatch(name) is not None


def shown(name: str) -> str:
    """A name as it can be printed: bytes that are not UTF-8 as `\\xNN`, other unseen characters as ‹U+XXXX›."""
    if name.isascii() and name.isprintable():
        return name
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        if name.isascii() and name.isprintable():
            return name
    bad = set(refused(name))
    return "".join(f"‹U+{ord(c):04X}›" if i in bad or c in "\n\t" else c for i, c in enumerate(name))


def better_slug(name: str, taken: frozenset[str] | set[str]) -> str:
    """A slug near `name` that is not in `taken`: ASCII letters and digits kept, else the next free number."""
    plain = unicodedata.normalize("NFKC", name).lower()
    slug = re.sub("-{2,}", "-", re.sub("[^a-z0-9]+", "-", plain)).strip("-")[:64].strip("-")
    han = bool(re.search("[\u3400-\u9fff]", plain))
    if not slug or is_reserved(slug) or (han and len(slug) < 4):
        slug = ""
    if slug and slug not in taken:
        return slug
    if slug:
        return next(f"{slug[:60]}-{n}" for n in range(2, len(taken) + 3) if f"{slug[:60]}-{n}" not in taken)
    last = max((int(other) for other in taken if re.fullmatch("[0-9]{1,6}", other)), default=0)
    return str(last + 1)


def better_organization(name: str) -> str:
    """An organisation id near `name`, or empty when nothing of it can be kept."""
    plain = re.sub("[^a-z0-9]+", "", unicodedata.normalize("NFKC", name).lower()).lstrip("0123456789")[:32]
    return plain if ORGANIZATION.fullmatch(plain) and not is_reserved(plain) else ""


def attachment_fault(name: str) -> str:
    """What is wrong with an attachment's name, in words; empty when nothing is."""
    try:
        size = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return "文件名不是 UTF-8 编码"
    if next(refused(name), None) is not None or "\n" in name or "\t" in name:
        return "文件名里有看不见的字符"
    if size > MAX_NAME_BYTES:
        return f"文件名太长（{size} 字节，最多 {MAX_NAME_BYTES}，约 {MAX_NAME_BYTES // 3} 个汉字）"
    bad = next((c for c in name if c in '\\:*?"<>|'), "")
    if bad:
        return f"文件名里有 Windows 不允许的“{bad}”"
    if is_reserved(name):
        return "这是 Windows 保留的设备名"
    if name[0] in ". " or name[-1] in ". \u3000":
        return "文件名以点或空格开头或结尾"
    return "" if unicodedata.is_normalized("NFC", name) else "文件名里的字符是分解写法（多半来自苹果电脑）"


def better_attachment(name: str) -> str:
    """An acceptable name near `name`."""
    clean = name.encode("utf-8", "surrogateescape").decode("utf-8", "ignore")
    bad = set(refused(clean))
    clean = "".join(c for i, c in enumerate(clean) if i not in bad and c not in '\n\t\\:*?"<>|')
    clean = unicodedata.normalize("NFC", clean).strip(". \u3000")
    stem, dot, extension = clean.rpartition(".")
    if not dot:
        stem, extension = clean, ""
    while len(f"{stem}.{extension}".encode()) > MAX_NAME_BYTES and stem:
        stem = stem[:-1]
    if not stem or is_reserved(stem):
        stem = "附件" + stem
    return f"{stem}.{extension}" if extension else stem
