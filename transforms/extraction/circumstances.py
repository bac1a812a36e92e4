"""How officers met a person and what went on before the force: reason for contact, flight, body cameras."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.extraction.deeds import OFFICER, Deed, Scene
from transforms.extraction.facts import Evidence, Fact, from_patterns, most, place
from transforms.extraction.lexicon import lexicon, words


def contact_reason(scene: Scene) -> Fact | None:
    """Return why officers met the person: the reason with most points, the earliest of equals."""
    found: dict[tuple[str, str], Evidence] = {}
    for one in from_patterns(scene, "circumstances", "reason"):
        found.setdefault((one.code, one.cue), one)
    return most(list(found.values()), at_least=1)


def fled(scene: Scene) -> Fact | None:
    """Return "true" where a person force was used on fled, or was chased, before it; else None."""
    evidence = list(_flights(scene)) + from_patterns(scene, "circumstances", "fled")
    return most(evidence, at_least=lexicon("circumstances")["fled_from"])


def _flights(scene: Scene) -> Iterator[Evidence]:
    for deed in scene.deeds:
        if deed.is_negated:
            continue
        points = _flight_points(scene, deed)
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


def _flight_points(scene: Scene, deed: Deed) -> float:
    who = scene.who(deed.actor) or ""
    if deed.lemma in words("circumstances", "flee"):
        return 2.0 if who.startswith("S") else (0.0 if who else 1.0)
    if deed.lemma in words("circumstances", "run") and who.startswith("S"):
        away = words("circumstances", "away")
        return 2.0 if any(token.lower_ in away for token in deed.verb.subtree) else 0.0
    if deed.lemma in words("circumstances", "chase") and (who == OFFICER or deed.is_passive):
        return 2.0 if (scene.who(deed.patient) or "S").startswith("S") else 0.0
    return 0.0


def body_camera(scene: Scene) -> Fact | None:
    """Return whether cameras were worn or footage exists."""
    return most(from_patterns(scene, "circumstances", "body_camera"), at_least=1)
