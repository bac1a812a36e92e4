"""From bytes to text: which encoding it is, and what went wrong in earlier ones."""

from __future__ import annotations

import codecs
import re

import ftfy
from charset_normalizer import from_bytes

from transforms.articles.rules import rules

_MENDING = ftfy.TextFixerConfig(
    uncurl_quotes=False,  # quotation marks tell speech
    fix_line_breaks=False,  # paragraphs are `clean`'s business
    fix_latin_ligatures=False,
    fix_character_width=False,
    remove_control_chars=False,
    explain=False,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]+")
_SOUND = re.compile(r"[\t\n\r -%'-~]*")  # ASCII without control characters and `&`: nothing to mend
_GAP = re.compile(r"\n(?:[ \t\r]*\n)+")
_LEFT_OVER = re.compile(r"[\ufffe\uffff]")


class NotText(ValueError):
    """The bytes are no text; the message says why."""


def decode(data: bytes) -> str:
    """Return the text of bytes in any encoding, mojibake mended, quotation marks and lines as they were.

    A byte-order mark decides, else zeros in every other byte (UTF-16), else UTF-8 where it is that, else
    Windows-1252 (and with it Latin-1), which English texts are in; where that has no such byte, the
    encoding that charset-normalizer finds likeliest.
    Raises NotText.
    """
    if mark := next((mark for mark in rules()["magic"] if data.startswith(mark.encode("latin-1"))), None):
        raise NotText(f"The file begins with {mark!r}, which no text does.")
    text = _decoded(data)
    strange = sum(len(run) for run in _STRANGE.findall(text))
    if strange > rules()["limits"]["control_share"] * len(text):
        raise NotText(f"{strange} of {len(text)} characters are control characters or broken.")
    return mend(text)


def mend(text: str) -> str:
    """Return text with mojibake and HTML entities undone (ftfy), lone surrogates as U+FFFD.

    More than one blank line becomes one.
    """
    text = _GAP.sub("\n\n", text)
    return text if _SOUND.fullmatch(text) else ftfy.fix_text(text, _MENDING)


def as_utf8(data: bytes) -> bytes:
    """Return lines of text as UTF-8 where they are marked as UTF-16 or UTF-32, else as they came."""
    encoding = _marked(data) or _unmarked_utf16(data)
    if encoding is None:
        return data
    return data.decode(encoding, errors="replace").encode("utf-8", errors="replace")


def _decoded(data: bytes) -> str:
    encoding = _marked(data) or _unmarked_utf16(data)
    if encoding:
        return _LEFT_OVER.sub("", data.decode(encoding, errors="replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(data)


def _single_byte(data: bytes) -> str:
    if _is_mostly_utf8(data):
        return data.decode("utf-8", errors="replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return data.decode(best.encoding if best else "cp1252", errors="replace")


def _is_mostly_utf8(data: bytes) -> bool:
    """A UTF-8 text with a broken byte or two is still UTF-8."""
    text = data.decode("utf-8", errors="replace")
    sound = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return sound > 2 * text.count("\ufffd")


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the encoding where English letters leave a zero in every other byte."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None
