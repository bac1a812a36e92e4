"""What the sentences of one event say of the persons and of the encounter: findings weighed into values.

Each function returns the value with the finding that carries it, or None where the text is silent:
silence is not "no".
"""

from __future__ import annotations

from dataclasses import dataclass

from transforms.extraction.lexicon import compiled, lexicon, patterns
from transforms.extraction.mask import Finding, Masked, findings


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with the characters it rests on; `support` is the sum of points that speak for it."""

    value: str
    start: int
    end: int
    sentence: int
    support: float


def modality_of(text: str) -> str:
    """Return how sure a sentence is: asserted, alleged, unconfirmed or denied."""
    for pattern in patterns("modality", "modality"):
        if pattern.regex.search(text):
            return pattern.code
    return "asserted"


def outcome(sentences: list[Masked], subject: int, subjects: int) -> Fact | None:
    """Return killed, injured or unharmed for one subject; death outweighs injury, injury safety."""
    mine = [f for f in findings(sentences, "outcomes", "outcome") if _concerns(f, subject, subjects)]
    for code in ("killed", "injured", "unharmed"):
        chosen = [f for f in mine if f.code == code]
        if chosen and sum(f.points for f in chosen) >= (2 if code == "killed" else 1):
            return _fact(code, chosen)
    return None


def _concerns(finding: Finding, subject: int, subjects: int) -> bool:
    """Tell whether a finding is about a subject: marked, or said of the event with one subject."""
    return subject in finding.subjects or (not finding.subjects and subjects == 1)


def armed(sentences: list[Masked], subject: int, subjects: int) -> tuple[Fact, str] | None:
    """Return what the person had and on what basis (alleged, confirmed, disputed, unknown)."""
    seeds = lexicon("weapons")
    unsure = {m.index for m in sentences if compiled(seeds["unconfirmed"]).search(m.text)}
    mine = [
        f
        for f in findings(sentences, "weapons", "armed")
        if _concerns(f, subject, subjects) and f.sentence not in unsure
    ]
    totals: dict[str, float] = {}
    for finding in {(f.code, f.sentence, f.options["pattern"]): f for f in mine}.values():
        totals[finding.code] = totals.get(finding.code, 0) + finding.points
    if not totals or max(totals.values()) < 2:
        return None
    code = max(totals, key=lambda key: (_rank(key, totals), key))
    chosen = [f for f in mine if f.code == code]
    return _fact(code, chosen), _basis(sentences, chosen)


def _rank(code: str, totals: dict[str, float]) -> float:
    """A vehicle is a weapon only where nothing else is; a replica explains the gun away."""
    if code == "vehicle" and any(other in totals and totals[other] >= 3 for other in ("firearm", "knife")):
        return 0
    return totals[code]


def _basis(sentences: list[Masked], chosen: list[Finding]) -> str:
    seeds = lexicon("weapons")
    texts = {m.index: m.text for m in sentences}
    if any(compiled(seeds["disputed"]).search(text) for text in texts.values()):
        return "disputed"
    if any(compiled(seeds["confirmed"]).search(texts[f.sentence]) for f in chosen):
        return "confirmed"
    return "alleged"


def contact_reason(sentences: list[Masked]) -> Fact | None:
    """Return why officers met the person: the reason with most points, the earliest among equals."""
    return _most(findings(sentences, "circumstances", "reason"), once_per_pattern=True)


def fled(sentences: list[Masked]) -> Fact | None:
    """Return "true" where the person fled or was chased; silence says nothing."""
    found = _most(findings(sentences, "circumstances", "fled"))
    return found if found is not None and found.support >= 2 else None


def body_camera(sentences: list[Masked]) -> Fact | None:
    """Return whether cameras were worn or footage exists."""
    return _most(findings(sentences, "circumstances", "body_camera"))


def officers_injured(sentences: list[Masked]) -> Fact | None:
    """Return how many officers were hurt; 0 only where the text says that none was."""
    found = findings(sentences, "circumstances", "officers_injured")
    some = [f for f in found if f.code == "some"]
    none = [f for f in found if f.code == "none"]
    if some and not any(f.points >= 2 for f in none):
        number = max(_count(f) for f in some)
        return _fact(str(number), some)
    if none:
        return _fact("0", none)
    return None


def officers_killed(sentences: list[Masked]) -> Fact | None:
    """Return how many officers were killed; None where the text does not say."""
    found = findings(sentences, "circumstances", "officers_killed")
    return _fact(str(max(_count(f) for f in found)), found) if found else None


def others_harmed(sentences: list[Masked]) -> list[tuple[Finding, str]]:
    """Return third persons killed or injured: the finding, and by whom (subject, unknown)."""
    harmed = []
    texts = {m.index: m.text for m in sentences}
    seen: set[tuple[str, int]] = set()
    for finding in findings(sentences, "outcomes", "others"):
        if (finding.code, finding.sentence) in seen:
            continue
        seen.add((finding.code, finding.sentence))
        by = "subject" if "⟦S" in texts[finding.sentence] and "⟦O⟧" not in texts[finding.sentence] else "unknown"
        harmed.append((finding, by))
    return harmed


def _count(finding: Finding) -> int:
    word = (finding.options["groups"].get("count") or "one").lower()
    return int(lexicon("circumstances")["counts"].get(word, 1))


def _most(found: list[Finding], once_per_pattern: bool = False) -> Fact | None:
    if once_per_pattern:
        found = list({(f.code, f.options["pattern"]): f for f in reversed(found)}.values())
    totals: dict[str, float] = {}
    for finding in found:
        totals[finding.code] = totals.get(finding.code, 0) + finding.points
    if not totals:
        return None
    first = {code: min(f.start for f in found if f.code == code) for code in totals}
    code = max(totals, key=lambda key: (totals[key], -first[key], key))
    return _fact(code, [f for f in found if f.code == code])


def _fact(value: str, chosen: list[Finding]) -> Fact:
    best = max(chosen, key=lambda f: (f.points, -f.start))
    return Fact(value, best.start, best.end, best.sentence, sum(f.points for f in chosen))


def race(sentences: list[Masked], subject: int, subjects: int) -> Fact | None:
    """Return a subject's race, only where the text states it."""
    mine = [f for f in findings(sentences, "outcomes", "race") if _concerns(f, subject, subjects)]
    return _fact(mine[0].code, mine) if mine else None
