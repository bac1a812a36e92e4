"""How officers met a person and what went on before the force: reason for contact, flight, body cameras."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.extraction.deeds import OFFICER, THIRD, Deed, Scene, beside, is_unreal
from transforms.extraction.facts import Evidence, Fact, from_patterns, most, place, valued
from transforms.extraction.lexicon import compiled, lexicon, patterns, words
from transforms.extraction.weapons import is_vehicle

CRIME = "crime_in_progress"
AT = frozenset({"at", "toward", "towards", "over"})


def contact_reason(scene: Scene) -> Fact | None:
    """Return why officers met the person: the reason with most points, the earliest of equals."""
    return most(reason_evidence(scene), at_least=lexicon("circumstances")["reason_from"])


def reason_evidence(scene: Scene) -> list[Evidence]:
    """Collect the cues of each reason: of one cue its best sentence, and half of the next best."""
    by_cue: dict[str, list[Evidence]] = {}
    seeds = lexicon("circumstances")
    for rank, (index, span) in enumerate(sorted(scene.spans.items())):
        text = _blanked(span.text)
        called = compiled(seeds["call"]).search(text) is not None
        lead = seeds["lead"] if rank < seeds["lead_sentences"] else 1.0
        aside = seeds["aside"] if compiled(seeds["asides"]).search(text) else 1.0
        for row in patterns("circumstances", "reason"):
            match = row.regex.search(text)
            if match is None:
                continue
            weight = lead * (1.0 if row.options.get("firm") else aside)
            points = weight * row.options["called" if called and "called" in row.options else "points"]
            start, end = span.start_char + match.start(), span.start_char + match.end()
            by_cue.setdefault(row.options["cue"], []).append(
                place(scene, row.code, points, index, start, end, row.options["cue"])
            )
    for one in _crimes(scene):
        by_cue.setdefault(one.cue, []).append(one)
    told = [one for found in by_cue.values() for one in _two_best(valued(found))]
    return _best_in_full(told)


def _crimes(scene: Scene) -> Iterator[Evidence]:
    """Yield what the person did that officers came for: "he kicked in a door", "he cut a clerk"."""
    seeds = lexicon("circumstances")
    for deed in scene.deeds:
        if deed.is_passive or deed.is_negated or is_unreal(deed.verb) or not _is_crime(scene, deed):
            continue
        rank = sorted(scene.spans).index(deed.sentence)
        weight = seeds["lead"] if rank < seeds["lead_sentences"] else 1.0
        weight *= seeds["aside"] if compiled(seeds["asides"]).search(scene.spans[deed.sentence].text) else 1.0
        at = deed.verb.idx
        points = weight * seeds["crime_points"]
        yield place(scene, CRIME, points, deed.sentence, at, at + len(deed.verb), "crime told")


def _is_crime(scene: Scene, deed: Deed) -> bool:
    is_theirs = (scene.who(deed.actor) or "").startswith("S") or _is_open(scene, deed)
    if not is_theirs or deed.verb.dep_ in {"amod", "compound"}:
        return False
    if deed.lemma in words("circumstances", "attacks"):
        return scene.who(deed.patient) == THIRD
    needed = lexicon("circumstances")["crimes"].get(deed.lemma)
    if needed is None or is_vehicle(deed.patient):
        return False
    end = min(deed.verb.i + 9, deed.verb.sent.end)
    follows = {token.lower_ for token in deed.verb.doc[deed.verb.i : end]}
    return not needed or bool(follows & set(needed))


def _is_open(scene: Scene, deed: Deed) -> bool:
    """Tell whether someone acts of whom nothing is known: "a man", "he", "the driver"."""
    return (
        deed.actor is not None
        and scene.who(deed.actor) is None
        and deed.actor.lower_ in words("circumstances", "doers")
    )


def _best_in_full(told: list[Evidence]) -> list[Evidence]:
    """Count a reason's best cue in full and its others half: many small hints are not one plain word."""
    best: dict[str, Evidence] = {}
    for one in told:
        if one.code not in best or one.points > best[one.code].points:
            best[one.code] = one
    return [one if one is best[one.code] else replace(one, points=one.points / 2) for one in told]


def _two_best(found: list[Evidence]) -> list[Evidence]:
    ranked = sorted(found, key=lambda one: (-one.points, one.start))
    return ranked[:1] + [replace(one, points=one.points / 2) for one in ranked[1:2]]


def _blanked(text: str) -> str:
    """Blank out phrases that only sound like a reason ("officer-involved shooting"), offsets kept."""
    phrases = compiled(lexicon("circumstances")["blanked"])
    return phrases.sub(lambda match: "_" * len(match.group()), text)


def fled(scene: Scene) -> Fact | None:
    """Return "true" where a person force was used on fled, or was chased, before it; else None."""
    evidence = list(_flights(scene)) + from_patterns(scene, "circumstances", "fled")
    return most(evidence, at_least=lexicon("circumstances")["fled_from"])


def _flights(scene: Scene) -> Iterator[Evidence]:
    for deed in scene.deeds:
        if deed.is_negated:
            continue
        points = _flight_points(scene, deed)
        if points and _follows_force(scene, deed):
            points = 0.0  # who runs once shot did not flee before the force
        if points:
            yield place(
                scene,
                "true",
                points,
                deed.sentence,
                deed.verb.idx,
                deed.verb.idx + len(deed.verb),
                deed.lemma,
            )


def _follows_force(scene: Scene, deed: Deed) -> bool:
    """Tell whether the sentence goes on from one in which officers fired ("hit her. She then ran")."""
    if deed.sentence == 0 or not any(token.lower_ == "then" for token in deed.verb.sent):
        return False
    fires = words("circumstances", "fire")
    return any(
        other.sentence == deed.sentence - 1 and other.lemma in fires and scene.who(other.actor) == OFFICER
        for other in scene.deeds
    )


def _flight_points(scene: Scene, deed: Deed) -> float:
    who = scene.who(deed.actor) or ""
    is_theirs = who.startswith("S") or (not who and is_vehicle(deed.actor))
    if deed.lemma in words("circumstances", "flee"):
        return 2.0 if is_theirs else (0.0 if who else 1.0)
    if is_theirs and deed.lemma in words("circumstances", "run"):
        return _run_points(scene, deed)
    if deed.lemma in words("circumstances", "chase") and (who == OFFICER or deed.is_passive):
        if deed.patient is None:
            return 1.0
        return 2.0 if (scene.who(deed.patient) or "S").startswith("S") else 0.0
    return 0.0


def _run_points(scene: Scene, deed: Deed) -> float:
    """Tell running away from running at officers, and driving off from driving."""
    if any(scene.who(noun) == OFFICER for noun in beside(deed.verb, AT)):
        return 0.0
    if any(token.lower_ in words("circumstances", "away") for token in deed.verb.subtree):
        return 2.0
    has_object = deed.patient is not None or any(child.dep_ == "prep" for child in deed.verb.children)
    return 2.0 if deed.lemma == "run" and not has_object else 0.0


def body_camera(scene: Scene) -> Fact | None:
    """Return whether officers wore cameras or took footage themselves."""
    evidence = from_patterns(scene, "circumstances", "body_camera") + list(_own_footage(scene))
    return most(evidence, at_least=1)


def _own_footage(scene: Scene) -> Iterator[Evidence]:
    """Yield footage that the text credits to officers without the word for their cameras."""
    for index, span in scene.spans.items():
        for row in patterns("circumstances", "own_footage"):
            for match in row.regex.finditer(span.text):
                start, end = span.start_char + match.start(), span.start_char + match.end()
                yield place(scene, row.code, row.options["points"], index, start, end, row.options["reason"])
