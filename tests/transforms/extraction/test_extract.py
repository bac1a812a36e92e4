"""One article in, everything it says out; and hostile input, in bounded time, without a false incident."""

from __future__ import annotations

import time
from datetime import date

import pytest

from transforms.extraction.extract import extract, extract_many, weigh
from transforms.records import Article, Claim, Extraction

SECONDS = 30.0  # for any text whatever, on a slow machine; an ordinary report takes a tenth of a second

STORY = (
    "AMES, Iowa — An Ames police officer shot a man on Sunday night after the man pointed a rifle at two "
    "officers, Chief Nora Quill said. Officers were called to Duff Avenue around 9 p.m. about a fight. "
    "The man, Orrin Vale, 34, of Ames, died at a hospital. The officer is on paid leave. "
    "The last officer-involved shooting in Ames was on March 3, when an officer fired at a car."
)


def article(body: str, published_on: date | None = date(2024, 5, 15)) -> Article:
    return Article("a", "a", "a", None, None, published_on, body, "")


def values(extraction: Extraction, event: int, slot: str) -> list[str]:
    return [claim.value for claim in extraction.events[event].claims if claim.slot == slot]


def test_a_report_gives_its_event_and_the_earlier_one() -> None:
    read = extract(article(STORY))
    assert read.is_relevant and read.relevance_score > 0.9
    assert [event.is_background for event in read.events] == [False, True]
    assert values(read, 0, "occurred_on") == ["2024-05-12"]
    assert values(read, 0, "force_type") == ["firearm"]
    assert values(read, 1, "occurred_on") == ["2024-03-03"]


def test_every_claim_rests_on_characters_of_the_body() -> None:
    claims: list[Claim] = [claim for event in extract(article(STORY)).events for claim in event.claims]
    assert claims
    assert all(0 <= claim.start < claim.end <= len(STORY) for claim in claims)


def test_the_same_article_gives_the_same_claims_and_order_does_not_matter() -> None:
    other = article("A deputy shot a dog.")
    first, second = list(extract_many([article(STORY), other]))
    assert list(extract_many([other, article(STORY)])) == [second, first]


def test_without_a_publication_date_a_weekday_is_not_guessed() -> None:
    assert values(extract(article(STORY, None)), 0, "occurred_on") == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Police said a man was shot outside a bar on Sunday. Officers are looking for the gunman.",
        "A man shot two deputies on Sunday and then killed himself, the sheriff said. No deputy fired.",
        "The standoff ended on Sunday when the man gave up to SWAT officers. No shots were fired by police.",
        "A deputy shot a pit bull that bit a child on Sunday.",
        "A man died in the county jail on Sunday. Officers found him in his cell, the sheriff said.",
        "TORONTO — Toronto police shot a man on Sunday. The officer fired twice.",
    ],
)
def test_no_incident_is_read_where_officers_used_no_force_in_scope(body: str) -> None:
    read = extract(article(body))
    assert not read.is_relevant
    assert (read.events, read.statements) == ((), ())


def test_weighing_gives_the_evidence_that_relevance_rests_on() -> None:
    found = weigh(article(STORY))
    assert found is not None and found["aimed"] > 0 and found["leave"] == 1
    assert weigh(article("The council met.")) is None


RULING = (
    "Plaintiff appeals from an order granting summary judgment. Officers may use deadly force only if they "
    "have probable cause to believe that the suspect poses a threat. Whether force was excessive is judged "
    "from the view of a reasonable officer. A jury could find that the deputy would have fired. "
    "See Alder v. Birch, 1 U.S. 1 (1985). "
)
SCORE = "Team {n}  2  4  shot {n}  fired 3\n"
SPEECH = "SPEAKER {n}: The police budget shot up, and officers fired off letters.\n"
HEADLINES = "Police shoot man in Ames\nRain expected\nDeputy kills suspect\nCouncil votes\n"
SPANISH = "La policía disparó contra un hombre que llevaba un cuchillo. Los agentes lo llevaron al hospital. "
CRIME = "Police said a man was shot outside a bar. Officers look for the gunman. "
HOSTILE = {
    "a ruling of 200 pages": RULING * 1200,
    "a table of scores": "".join(SCORE.format(n=n) for n in range(5000)),
    "a transcript": "".join(SPEECH.format(n=n) for n in range(3000)),
    "a page of headlines": HEADLINES * 100,
    "an article in Spanish": SPANISH * 40,
    "a million characters": CRIME * 14_000,
    "one word": "a" * 1_000_000,
    "quotation marks": '"' * 100_000 + " police shot " + "“" * 100_000,
    "brackets": "(" * 50_000 + " an officer fired " + ")" * 50_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_takes_bounded_time_and_makes_no_incident(body: str) -> None:
    start = time.process_time()
    read = extract(article(body))
    assert time.process_time() - start < SECONDS
    assert read.events == ()


def test_text_without_any_stop_is_read_in_bounded_time() -> None:
    start = time.process_time()
    extract(
        article(
            "police shot the man and the officer fired at him near the store while deputies looked " * 10_000
        )
    )
    assert time.process_time() - start < SECONDS
