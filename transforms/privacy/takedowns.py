"""The takedown list: persons who must be named nowhere, kept as keyed digests, so that the list names nobody.

An entry holds the digest of a name's first and last word together, and of each word, all bound to the
incident. Who has the list without its key can neither read a name nor test one; who has the key and an
article finds in it the words whose digests are listed. HMAC is RFC 2104 over SHA-256.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from transforms.privacy.names import Name, folded, name_words
from transforms.privacy.redact import blocked
from warehouse.dictionary import table

_PART = re.compile(r"[^\W_]+")
_BETWEEN = 3  # words that may stand between first and last where a text is checked by digests alone
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEYS = {"id", "incident", "on", "reason", "name", "words"}


class TakedownError(ValueError):
    """The list is wrong, or a name cannot be listed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Takedown:
    """A person who must not be named: digests of the name as a whole and of its words."""

    takedown_id: str
    incident_id: str
    decided_on: date
    reason: str
    name: str
    words: tuple[str, ...]


def takedown_of(key: bytes, name: str, incident_id: str, decided_on: date, reason: str) -> Takedown:
    """Return the entry for a person. Raises TakedownError for a name of one word or an unknown reason."""
    words = name_words(name)
    if len(words) < 2:
        raise TakedownError("Write first and last name: one word alone would be taken out of every sentence.")
    if reason not in reasons():
        raise TakedownError(f"There is no reason {reason!r}. Take one of {', '.join(reasons())}.")
    whole = _digest(key, incident_id, f"{words[0]} {words[-1]}")
    each = tuple(sorted({_digest(key, incident_id, word) for word in words}))
    return Takedown(f"tkd-{whole[:16]}", incident_id, decided_on, reason, whole, each)


def reasons() -> dict[str, str]:
    """Return the codes of reasons and their meaning."""
    return dict(table("quality.takedowns").columns["reason"].codes or {})


def read_takedowns(text: str, file: str) -> list[Takedown]:
    """Return the entries of a list. Raises TakedownError naming the file and the entry that is wrong."""
    try:
        entries = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        raise TakedownError(f"{file}: is no YAML: {error}") from None
    if not isinstance(entries, list):
        raise TakedownError(f"{file}: must be a list of entries.")
    return [_entry(raw, f"{file}, entry {number}") for number, raw in enumerate(entries, 1)]


def _entry(raw: Any, where: str) -> Takedown:
    if not isinstance(raw, dict) or raw.keys() != _KEYS:
        raise TakedownError(f"{where}: must have {', '.join(sorted(_KEYS))} and no more.")
    words = raw["words"]
    digests = [raw["name"], *words] if isinstance(words, list) and words else [None]
    if not all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in digests):
        raise TakedownError(f"{where}: name and words must be digests, as they were written.")
    if raw["reason"] not in reasons():
        raise TakedownError(f"{where}: reason must be one of {', '.join(reasons())}.")
    try:
        decided_on = date.fromisoformat(str(raw["on"]))
    except ValueError:
        raise TakedownError(f"{where}: on must be a day, such as 2024-06-02.") from None
    return Takedown(raw["id"], raw["incident"], decided_on, raw["reason"], raw["name"], tuple(words))


def write_takedowns(takedowns: Iterable[Takedown]) -> str:
    """Return the text of a list."""
    rows: list[dict[str, Any]] = [
        {
            "id": one.takedown_id, "incident": one.incident_id, "on": one.decided_on.isoformat(),
            "reason": one.reason, "name": one.name, "words": list(one.words),
        }
        for one in takedowns
    ]  # fmt: skip
    return (
        "# Digests under the key beside this file. Neither is of use, nor to be changed, without the other.\n"
        + (yaml.safe_dump(rows, sort_keys=False))
    )


@dataclass(slots=True)
class Taken:
    """The list with its key, ready to tell whether a text names somebody on it."""

    key: bytes = b""
    listed: tuple[Takedown, ...] = ()
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def name_in(self, one: Takedown, texts: Iterable[str], scopes: frozenset[str]) -> Name | None:
        """Return the name of an entry as texts of its incident hold it, None where they do not."""
        wanted, found = set(one.words), set()
        for word in {match[0] for text in texts for match in _PART.finditer(folded(text))}:
            if self._of(one, word) in wanted:
                found.add(word)
        for first in sorted(found):
            for last in sorted(found - {first}):
                if self._of(one, f"{first} {last}") == one.name:
                    middle = sorted(found - {first, last})
                    return Name(one.takedown_id, " ".join([first, *middle, last]), scopes)
        return None

    def hidden(self, text: str, scopes: Iterable[str] = ()) -> str:
        """Return a text with blocks for whoever is listed, `scopes` being ids and texts that it is told with.

        Single words of a name go where one of these is the incident, or has the whole name.
        """
        within, spans = set(scopes), []
        parts = list(_PART.finditer(folded(text))) if self.listed else []
        for one in self.listed:
            met = [match for match in parts if self._of(one, match[0]) in one.words]
            pairs = [*self._pairs(one, parts)] if met else []
            if pairs or (met and (one.incident_id in within or any(self._has(one, told) for told in within))):
                spans += [(match.start(), match.end(), one.takedown_id) for match in met]
            spans += pairs
        return blocked(text, spans)

    def names(self, text: str) -> bool:
        """Tell whether a text has the full name of somebody listed."""
        return any(self._has(one, text) for one in self.listed)

    def _has(self, one: Takedown, text: str) -> bool:
        return any(True for _ in self._pairs(one, list(_PART.finditer(folded(text)))))

    def _pairs(self, one: Takedown, parts: list[re.Match[str]]) -> Iterable[tuple[int, int, str]]:
        for at, first in enumerate(parts):
            if self._of(one, first[0]) in one.words:
                for last in parts[at + 1 : at + 2 + _BETWEEN]:
                    if self._of(one, f"{first[0]} {last[0]}") == one.name:
                        yield first.start(), last.end(), one.takedown_id

    def _of(self, one: Takedown, text: str) -> str:
        at = (one.incident_id, text)
        if at not in self._known:
            self._known[at] = _digest(self.key, one.incident_id, text)
        return self._known[at]


def row_of(one: Takedown, effect: str, cells: int) -> Mapping[str, Any]:
    """Return the row of quality.takedowns, which tells neither name nor incident."""
    return {
        "takedown_id": one.takedown_id,
        "decided_on": one.decided_on,
        "reason": one.reason,
        "effect": effect,
        "cell_count": cells,
    }


def _digest(key: bytes, incident_id: str, text: str) -> str:
    return hmac.new(key, f"{incident_id}\x1f{text}".encode(), "sha256").hexdigest()
