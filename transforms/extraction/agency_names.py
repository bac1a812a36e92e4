"""Where an article names an agency: exact names, abbreviations, and head words with a place beside them.

Nothing is resolved here; a mention carries what resolution needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.extraction.lexicon import lexicon, words
from transforms.records import Agency
from transforms.reference.gazetteer import Gazetteer, fold
from transforms.reference.register import Register

WINDOW = 90  # characters before a head in which its place is looked for
MOST_WORDS = 7  # of a place or an institution
COORDINATED = 4  # "A, B, C and D police": how many places may share one head


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency named at `[start, end)`.

    `options` are the agencies of an exact name or abbreviation. Else `kind` is the head's, `place` the
    words beside it (longest first, with where each starts) and `state` the state given with them.
    """

    start: int
    end: int
    head: int  # where the head word starts; `start` where nothing stands before it
    kind: str  # exact, alias, department, team, circuit, or the kind of a row of the seeds
    options: tuple[Agency, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    state: str | None = None
    title: str | None = None
    not_state: str | None = None  # "Kansas City and Kansas City, Kan., police": the first is not in Kansas
    run: int | None = None  # where the capitalised words before the head begin; a place may start behind it


def agency_names(body: str) -> list[AgencyName]:
    """Return every naming of an agency, in text order, without overlaps; exact names win over heads."""
    taken = bytearray(len(body) + 1)
    found: list[AgencyName] = []
    for source in (_exact, _departments, _teams, _circuits, _headed, _abbreviations, _generic):
        for name in source(body):
            if not any(taken[name.head : name.end]):
                taken[name.head : name.end] = b"\1" * (name.end - name.head)
                found.append(name)
    return sorted(found, key=lambda name: name.start)


@cache
def _forms() -> dict[str, tuple[Agency, ...]]:
    """Return the texts that name a body whole, with the agencies that they may mean."""
    register = Register.load()
    forms: dict[str, dict[str, Agency]] = {}

    def put(form: str, agency: Agency) -> None:
        forms.setdefault(form, {})[agency.agency_id] = agency

    own = words("agencies", "own_words")
    for agency in register.agencies:
        if agency.agency_type in {"federal", "oversight", "task_force", "state_police"} or (
            agency.agency_type == "state_other" and own & set(fold(agency.name).split())
        ):
            for form in _variants(agency):
                put(form, agency)
    for name, agency in register.units.items():
        put(name, agency)
    for row in lexicon("agencies")["forms"]:
        for form in row["forms"]:
            forms[form] = {row["agency_id"]: register.agency(row["agency_id"])}
    for row in lexicon("agencies")["bodies"]:
        body = register.unregistered(row["name"], row["state"], row["type"])
        for form in row["forms"]:
            put(form, body)
    for alias, agencies in register.aliases.items():
        town = re.sub(r",? (?:[Pp]olice|Police Department|PD)$", "", re.sub(r", \w+, ", ", ", alias))
        if (
            " " in alias
            and alias[0].isupper()
            and len(agencies) == 1
            and (town.isupper() or not Gazetteer.load().candidates(town))  # BART is not Bart Township
        ):
            put(alias, agencies[0])
    return {form: tuple(agencies.values()) for form, agencies in forms.items()}


def _variants(agency: Agency) -> Iterator[str]:
    """ "Florida Department of Law Enforcement" is the "Department of Law Enforcement" in its own state."""
    name = re.sub(r" \(.*\)$", "", agency.name)
    if ":" in name or len(name.split()) < 2:
        return
    state = Gazetteer.load().state_names.get(agency.state or "")
    yield name
    if name.startswith("United States "):
        yield "U.S. " + name.removeprefix("United States ")
    if state and name.startswith(state + " "):
        bare = name.removeprefix(state + " ")
        if len(bare.split()) > 2:
            yield bare
            yield bare.removeprefix("State ")
    elif state and agency.agency_type == "state_other" and len(name.split()) > 1:
        yield f"{state} {name}"


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    forms = sorted(_forms())
    folded = [form.replace("’", "'") for form in forms]
    return AhoCorasick(folded, matchkind=MatchKind.LeftmostLongest), forms


def _exact(body: str) -> Iterator[AgencyName]:
    """Names of state, federal and oversight bodies as a whole, in the register's case."""
    automaton, forms = _automaton()
    for number, start, end in automaton.find_matches_as_indexes(body.replace("’", "'")):
        if not (start and body[start - 1].isalnum()) and not (end < len(body) and body[end].isalnum()):
            yield AgencyName(
                start, end, start, "exact", _forms()[forms[number]], state=_state_before(body, start)
            )


def _state_before(body: str, start: int) -> str | None:
    """Return the state whose name stands directly before an exact name ("the Iowa Division of …")."""
    match = re.search(r"([A-Z][a-z]+(?: [A-Z][a-z]+)?) $", body[max(0, start - 30) : start])
    return Gazetteer.load().state_of_text.get(match.group(1).lower()) if match else None


@cache
def _department_pattern() -> re.Pattern[str]:
    services = "|".join(row["pattern"] for row in lexicon("agencies")["state_services"])
    departments = lexicon("agencies")["state_departments"]
    return re.compile(rf"\b(?:([A-Z][a-z]+(?: [A-Z][a-z]+)?) )?(?:((?:State )?{departments})|({services}))\b")


def _departments(body: str) -> Iterator[AgencyName]:
    """Departments of a state that the register may lack: "the Missouri Department of Corrections"."""
    for match in _department_pattern().finditer(body):
        state = Gazetteer.load().state_of_text.get((match.group(1) or "").lower())
        inner = match.start(2) if match.group(2) else match.start(3)
        start = match.start() if state else inner
        title = match.group(2).removeprefix("State ") if match.group(2) else _service_title(match.group(3))
        yield AgencyName(start, match.end(), start, "department", state=state, title=title)


def _service_title(text: str) -> str | None:
    rows = lexicon("agencies")["state_services"]
    return next((row["title"] for row in rows if re.fullmatch(row["pattern"], text)), None)


@cache
def _team_pattern() -> re.Pattern[str]:
    first = r"(?:\d+(?:st|nd|rd|th)|(?!\w+['’]s (?!County|Parish|Office|Attorney))[A-Z][\w'’-]+)"
    return re.compile(rf"\b({first} (?:[A-Z][\w'’-]+ ){{1,7}}?)(" + lexicon("agencies")["teams"] + r")\b")


def _teams(body: str) -> Iterator[AgencyName]:
    """Teams of several agencies, named for a county or an area."""
    for match in _team_pattern().finditer(body):
        start = match.start() + (len("The ") if match.group().startswith("The ") else 0)
        if _OWN_UNIT.search(body[start : match.end()]) or _OWNER.search(body[:start]):
            continue  # a unit of the one agency named before it
        if _generic_pattern()[0].fullmatch(body, start, match.end()):
            continue  # "the Force Investigation Unit" is the department's own, named for no area
        area = _OF_AREA.match(body, match.end())
        end = area.end() if area is not None else match.end()
        yield AgencyName(start, end, start, "team", title=body[start:end])


_OF_AREA = re.compile(r" (?:of|for) (?:[A-Z][\w.'’-]+ ){1,3}(?:County|Counties|Parish|Valley|Area|Region)\b")
_BODY = r"(?:Department|Office|Police(?! (?:Officer|Involved|Shooting))|Sheriff|Patrol)(?:['’]s?)?"
_OWN_UNIT = re.compile(rf"{_BODY} |^[A-Z]{{1,4}}(?:PD|SO) ")
_OWNER = re.compile(r"(?:police|sheriff|department|patrol|office|Police)(?:['’]s?)? $")


@cache
def _circuit_pattern() -> re.Pattern[str]:
    offices = "|".join(row["pattern"] for row in lexicon("agencies")["circuit_offices"])
    return re.compile(rf"\b({lexicon('agencies')['circuits']}) ({offices})\b")


def _circuits(body: str) -> Iterator[AgencyName]:
    """District attorneys named for a judicial circuit: "the Macon Judicial Circuit District Attorney"."""
    for match in _circuit_pattern().finditer(body):
        rows = lexicon("agencies")["circuit_offices"]
        office = next(row["title"] for row in rows if re.fullmatch(row["pattern"], match.group(2)))
        yield AgencyName(
            match.start(), match.end(), match.start(), "circuit", title=f"{match.group(1)} {office}"
        )


@cache
def _head_pattern() -> tuple[re.Pattern[str], tuple[dict[str, str], ...]]:
    rows = tuple(lexicon("agencies")["heads"])
    parts = [f"(?P<h{number}>{row['pattern']})" for number, row in enumerate(rows)]
    return re.compile(r"\b(?:" + "|".join(parts) + ")", re.IGNORECASE), rows


def _headed(body: str) -> Iterator[AgencyName]:
    """Heads with the places before or behind them, and heads alone."""
    pattern, rows = _head_pattern()
    for match in pattern.finditer(body):
        row = rows[int((match.lastgroup or "h0")[1:])]
        if row["kind"] == "pd" and match.group() != "PD":
            continue
        if row.get("title", "").startswith("District") and match.group()[:2] == "da":
            continue
        if row["kind"] == "nobody":
            yield AgencyName(match.start(), match.end(), match.start(), "nobody")
            continue
        yield from _with_places(body, match.start(), match.end(), row)


def _with_places(body: str, head: int, end: int, row: dict[str, str]) -> Iterator[AgencyName]:
    kind, title = row["kind"], row.get("title")
    places, state, run = _before(body, head, _FULL.match(body, head) is not None)
    if places:
        yield AgencyName(places[0][0], end, head, kind, places=places, state=state, title=title, run=run)
        yield from _joined(body, places[0], kind, title, state)
        return
    behind = _BEHIND.match(body, end)
    if behind is not None and kind in {"police", "officers", "sheriff", "prosecutor"}:
        name = re.sub(r"(?:['’]s?|[.,;:])+$", "", behind.group(1))
        stated = re.match(r", ([A-Z][\w.]*(?: [A-Z][a-z]+)?)", body[behind.start(1) + len(name) :][:30])
        place = tuple((head, " ".join(name.split()[:size])) for size in range(len(name.split()), 0, -1))
        yield AgencyName(
            head,
            end,
            head,
            kind,
            places=place,
            title=title,
            state=Gazetteer.load().state(stated.group(1)) if stated else None,
        )
        return
    yield AgencyName(head, end, head, kind, title=title)


_BEHIND = re.compile(
    r" (?:in|from|with|for|of) (?:the )?(?:[Cc]ity of |[Tt]own of |nearby |neighboring )?"
    r"([A-Z][\w'’.-]*(?: (?:of |de |la )?[A-Z][\w'’.-]*){0,3})"
)
_FULL = re.compile("Police (?:Department|Dept|Bureau|Division)|(?:Division|Bureau|Department) of Police")
_ARTICLES = {"A", "An", "The"}
_LINK = re.compile(r"of|the|de|du|la|on|at|and|del|los|las|for|&")
_BODIES = {"Office", "Department", "Police", "Patrol", "Bureau", "Division", "Team", "Unit", "Force"}
_ABBREVIATED = re.compile(r"(?:St|Ft|Mt|Ste|[A-Z])\.")


def _before(body: str, head: int, is_full: bool) -> tuple[tuple[tuple[int, str], ...], str | None, int]:
    """Return the names before a head, the longest first, the state given with them, and where they start.

    Before the full name of a body (`is_full`) stands one even where no place is known to bear it.
    """
    left = max(0, head - WINDOW)
    window = body[left:head].rstrip()
    if body[head - 1 : head] not in {" ", "\n", ""} and head:
        return (), None, head
    window, state = _strip_state(window)
    tokens = [(m.start(), m.group()) for m in re.finditer(r"\S+", window)]
    if left and tokens:
        tokens = tokens[1:]
    while len(tokens) > 1 and _is_between(tokens[-1][1]):
        tokens.pop()
    run: list[int] = []
    names: list[str] = []
    for start, token in reversed(tokens[-MOST_WORDS:]):
        if _ends_phrase(token):
            break
        word = token if run else re.sub(r"['’]s?$", "", token)
        if not (word[:1].isupper() or (run and _LINK.fullmatch(word))):
            break
        if word in _BODIES and names[:1] == ["and"]:
            del run[0], names[0]  # "the sheriff's office and Denver police" are two
            break
        run.insert(0, start)
        names.insert(0, word)
    places = tuple(
        (left + run[first], " ".join(names[first:]))
        for first in range(len(run))
        if names[first][:1].isupper() and names[first] not in _ARTICLES and _is_known(" ".join(names[first:]))
    )
    return places, state, left + run[0] if run else head


def _ends_phrase(token: str) -> bool:
    if token.endswith("."):
        return _ABBREVIATED.fullmatch(token) is None
    return token.endswith((",", ";", ":", "?", "!", "”", '"', ")", "]"))


def _is_known(name: str) -> bool:
    """Tell whether some place, state or institution bears a name."""
    gazetteer = Gazetteer.load()
    if gazetteer.candidates(name) or gazetteer.counties(name) or gazetteer.state(name):
        return True
    folded = fold(name).split(" ")
    is_institution = len(folded) > 1 and {folded[0], folded[-1]} & words("agencies", "institution_words")
    register = Register.load()
    return bool(is_institution or register.campus(name) or (len(folded) > 1 and register.is_policed(name)))


def _is_between(token: str) -> bool:
    return token in words("agencies", "between") or token.lower() in words("agencies", "between_titles")


def _strip_state(window: str) -> tuple[str, str | None]:
    """Take a state off the end: "Kansas City, Kan.," or "Kansas City Missouri" or "Portland (Ore.)"."""
    match = re.search(r"(?:, ?| \()([A-Z][A-Za-z.]*(?: ?[A-Z][A-Za-z.]*)?)\)?,?(?:['’]s)?$", window)
    state = Gazetteer.load().state(match.group(1)) if match else None
    if match and state:
        return window[: match.start()], state
    match = re.search(r"(?<=[a-z]) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)$", window)
    state = Gazetteer.load().state_of_text.get(match.group(1).lower()) if match else None
    if match and state and re.search(r"\b[A-Z]\w+$", window[: match.start()]):
        return window[: match.start()], state
    return window, None


def _joined(
    body: str, place: tuple[int, str], kind: str, title: str | None, state: str | None
) -> Iterator[AgencyName]:
    """Places joined to the one before a head: "Fargo and Dilworth police departments"."""
    start, name = place
    for _ in range(COORDINATED):
        window = body[max(0, start - WINDOW) : start]
        match = re.search(
            r"([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})(?:(?:, and | and | & )(?:the )?|, )$", window
        )
        if match is None:
            return
        at = max(0, start - WINDOW) + match.start(1)
        tokens = [(m.start(), m.group()) for m in re.finditer(r"\S+", match.group(1))]
        places = tuple((at + s, match.group(1)[s:]) for s, _ in tokens)
        end = at + len(match.group(1))
        apart = state if match.group(1) == name else None
        first = places[0][0]
        yield AgencyName(first, end, first, f"joined {kind}", places=places, title=title, not_state=apart)
        start = at


_UPPER = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]{2,}\b|\b[A-Z]{3,}\b|\b(?:[A-Z]-){2,4}[A-Z]\b")


def _abbreviations(body: str) -> Iterator[AgencyName]:
    """Upper-case words that may be an agency's initials; resolution decides."""
    aliases = Register.load().aliases
    for match in _UPPER.finditer(body):
        yield AgencyName(
            match.start(),
            match.end(),
            match.start(),
            "alias",
            tuple(aliases.get(match.group().replace("-", ""), ())),
            state=_state_before(body, match.start()),
        )


@cache
def _generic_pattern() -> tuple[re.Pattern[str], tuple[dict[str, str], ...]]:
    rows = tuple(lexicon("agencies")["generic"])
    parts = [f"(?P<g{number}>{row['pattern']})" for number, row in enumerate(rows)]
    return re.compile("|".join(parts), re.IGNORECASE), rows


def _generic(body: str) -> Iterator[AgencyName]:
    pattern, rows = _generic_pattern()
    for match in pattern.finditer(body):
        yield AgencyName(
            match.start(), match.end(), match.start(), rows[int((match.lastgroup or "g0")[1:])]["kind"]
        )
