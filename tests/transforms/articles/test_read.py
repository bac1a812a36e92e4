"""Every file gives articles or says why not; nothing raises, nothing is lost without a word."""

import json
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.clean import clean
from transforms.articles.read import read_bytes
from transforms.records import Article, Refusal

STORY = (
    "A deputy shot and wounded Ray Tillman, 41, near the ferry landing on Sunday night. "
    "“He had a knife,” Sheriff Ann Oakes said. The deputy’s camera was on, the café’s owner told us."
)
SPANISH = (
    "Un agente disparó contra un hombre el domingo por la noche cerca del muelle. "
    "El hombre fue llevado al hospital, donde los médicos dicen que su estado es grave. "
    "La oficina del alguacil investiga lo que pasó y todavía no ha dado el nombre del agente. "
)


def read(data: bytes | str, name: str = "story.txt") -> list[Article | Refusal]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_bytes(name, f"2024/{name}", data))


def article(data: bytes | str, name: str = "story.txt") -> Article:
    (only,) = read(data, name)
    assert isinstance(only, Article), only
    return only


def reasons(data: bytes | str, name: str = "story.txt") -> list[tuple[int | None, str]]:
    return [(item.line, item.reason) for item in read(data, name) if isinstance(item, Refusal)]


def line(**values: object) -> str:
    return json.dumps({"text": STORY} | values)


def test_a_plain_file_gives_name_place_and_text() -> None:
    found = article(STORY)
    assert (found.source_name, found.source_uri, found.published_on) == ("story", "2024/story.txt", None)
    assert found.body == STORY


def test_the_day_before_a_text_and_the_source_after_it_are_no_text() -> None:
    found = article(f" date 2024-03-31 {STORY}\n\nSource: https://example.org/a\n")
    assert (found.published_on, found.source_uri) == (date(2024, 3, 31), "https://example.org/a")
    assert found.body == STORY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    assert article(STORY.encode(encoding)).body == STORY


def test_latin_1_is_read() -> None:
    assert article("The café and the piñata shop were closed.".encode("latin-1")).body == (
        "The café and the piñata shop were closed."
    )


def test_mojibake_is_mended() -> None:
    assert article(STORY.encode().decode("cp1252", errors="ignore")).body.startswith(STORY[:80])


def test_one_broken_byte_costs_one_character() -> None:
    assert article(STORY.encode().replace(b"Sunday", b"Sun\xffday")).body == STORY.replace(
        "Sunday", "Sun\ufffdday"
    )


def test_quotes_queries_and_entities_are_text() -> None:
    text = 'The tip read \'; DROP TABLE articles; -- and "1 < 2" on a sign, Oakes said.'
    assert article(text).body == text
    assert (
        article("Oakes &amp; Sons saw the deputy&#8217;s car.").body == "Oakes & Sons saw the deputy’s car."
    )


def test_a_page_gives_its_article() -> None:
    page = f"""<!DOCTYPE html><html><head><title>Deputy fires</title>
    <script>var a = "<p>x</p>";</script></head>
    <body><nav><a>Home</a></nav><article><h1>Deputy fires</h1><p>{STORY}</p><p>He lived.</p>
    <figure><figcaption>The landing</figcaption></figure></article><footer>About us</footer></body></html>"""
    found = article(page, "page.html")
    assert (found.title, found.body) == ("Deputy fires", f"{STORY}\n\nHe lived.")
    assert article(line(text=page), "feed.jsonl").body == found.body


def test_a_line_gives_its_own_values() -> None:
    found = article(
        line(
            id="a-1",
            url="https://example.org/a",
            title="Deputy fires",
            outlet="Ferry Post",
            published="2024-03-31",
        ),
        "feed.jsonl",
    )
    assert (found.source_name, found.source_uri) == ("a-1", "https://example.org/a")
    assert (found.title, found.outlet, found.published_on) == (
        "Deputy fires",
        "Ferry Post",
        date(2024, 3, 31),
    )


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-03-31T23:30:00Z", date(2024, 3, 31)),
        ("2024-03-31T23:30:00-05:00", date(2024, 3, 31)),
        ("Sun, 31 Mar 2024 23:30:00 GMT", date(2024, 3, 31)),
        ("March 31, 2024", date(2024, 3, 31)),
        ("3/31/2024", date(2024, 3, 31)),
    ],
)
def test_the_ways_feeds_write_a_day(published: str, day: date) -> None:
    assert article(line(published=published), "feed.jsonl").published_on == day


@pytest.mark.parametrize("published", ["yesterday", "2024-13-45", "0001-01-01", 1711900000, ["2024-03-31"]])
def test_a_day_that_is_none_is_told_and_the_article_kept(published: object) -> None:
    refusal, kept = read(line(published=published), "feed.jsonl")
    assert isinstance(refusal, Refusal) and (refusal.reason, refusal.line) == ("bad_published", 1)
    assert isinstance(kept, Article) and kept.published_on is None
    assert kept.body == STORY


def test_a_bad_line_does_not_cost_its_neighbours() -> None:
    data = "\n".join([line(id="a"), "{broken", '{"title": "no text"}', "", line(id="b")])
    assert [item.source_name for item in read(data, "feed.jsonl") if isinstance(item, Article)] == ["a", "b"]
    assert reasons(data, "feed.jsonl") == [(2, "broken_json"), (3, "no_text")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "broken_json"),
        ('{"text": "a", "text": "b"}', "broken_json"),
        ('["a"]', "broken_json"),
        ('{"text": null}', "no_text"),
        ('{"text": NaN}', "no_text"),
        ('{"text": ""}', "empty"),
        ("\x00" * 50, "broken_json"),
    ],
)
def test_a_line_that_is_no_article_says_why(text: str, reason: str) -> None:
    assert reasons(text, "feed.jsonl") == [(1, reason)]


def test_odd_values_beside_a_text_do_no_harm() -> None:
    odd = '{"score": NaN, "big": %s, "deep": {"a": [{"b": 1}]}, "title": "A \\ud800 B", "text": %s}'
    found = article(odd % ("9" * 6000, json.dumps(STORY)), "feed.jsonl")
    assert (found.title, found.body) == ("A \ufffd B", STORY)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b" date 2024-03-31 ", "empty"),
        (b"Actions\n\nPosted\n", "empty"),
        (b"%PDF-1.7 with words", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"words" * 20, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"10.5;11;12\n13;14.25;15\n" * 20, "not_text"),
        (SPANISH.encode() * 2, "not_english"),
        (b"word " * 2_000_001, "too_large"),
        (b"word " * 200_001, "too_large"),
        (b"\x1f\x8b\x08\x00" + b"words" * 20, "binary"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_article_says_why(data: bytes, reason: str) -> None:
    assert reasons(data) == [(None, reason)]


def test_a_page_in_two_languages_counts_by_its_larger_part() -> None:
    assert article(f"{STORY} {STORY} {STORY}\n\n{SPANISH}").body.startswith(STORY)
    assert reasons(f"{STORY}\n\n{SPANISH * 4}") == [(None, "not_english")]


@pytest.mark.parametrize("name", ["story.docx", "story", ".txt.zip", "a.csv"])
def test_another_ending_is_refused(name: str) -> None:
    assert reasons(STORY, name) == [(None, "unsupported_ending")]


@pytest.mark.parametrize("name", ["README.md", "gold.jsonl"])
def test_what_lies_beside_articles_is_ignored_by_name(name: str) -> None:
    assert read(STORY, name) == []


@pytest.mark.parametrize("value", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"text":' * 100_000])
def test_a_line_nested_too_deeply_is_refused(value: str) -> None:
    assert reasons(f'{{"text": {value}}}\n{line()}', "feed.jsonl") == [(1, "broken_json")]


def test_a_page_of_much_markup_is_measured_by_its_words() -> None:
    page = f"<html><p>{STORY}</p>" + "<script>var a = 1;</script>" * 60_000
    assert article(page, "page.html").body == STORY


def test_a_text_whose_site_lines_uncover_each_other_without_end_is_refused() -> None:
    peeling = "(photo by " * 4_000 + "x" + ")" * 4_000  # each pass takes out the innermost
    begun = time.process_time()
    assert reasons(f"{STORY} {peeling}") == [(None, "too_large")]
    assert time.process_time() - begun < 20


def test_buttons_in_a_row_are_taken_out_at_once() -> None:
    begun = time.process_time()
    assert article(f"{STORY} {'CLOSE ' * 40_000}He lived.").body == f"{STORY} He lived."
    assert article(f"{'CLOSE ' * 40_000}{STORY}").body == STORY
    assert time.process_time() - begun < 10


def test_a_large_feed_is_read_line_by_line() -> None:
    long = line(text="word " * 2_000_001)
    assert reasons(f"{line(id='a')}\n{long}", "feed.jsonl") == [(2, "too_large")]


def test_the_same_article_in_two_folders_is_one() -> None:
    data = STORY.encode()
    (one,) = read_bytes("story.txt", "a/story.txt", data)
    (two,) = read_bytes("story.txt", "b/story.txt", data)
    assert isinstance(one, Article) and isinstance(two, Article)
    assert one.article_id == two.article_id
    assert one.article_id != article(STORY, "other.txt").article_id
    assert one.article_id != article(STORY + " He lived.").article_id


_names = st.one_of(st.text(max_size=20), st.sampled_from(["a.txt", "a.jsonl", "a.html", "a.TXT", "", "."]))
_lines = st.lists(
    st.one_of(
        st.binary(max_size=80),
        st.dictionaries(
            st.sampled_from(["text", "id", "url", "published", "title", "x"]),
            st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.lists(st.text())),
        ).map(lambda item: json.dumps(item).encode()),
    )
).map(b"\n".join)


@given(_names, st.one_of(st.binary(max_size=400), _lines, st.text().map(lambda t: t.encode("utf-16"))))
def test_reading_never_raises_and_bodies_are_clean(name: str, data: bytes) -> None:
    for item in read_bytes(name, f"in/{name}", data):
        if isinstance(item, Article):
            assert item.body and clean(item.body) == item.body
            item.body.encode()
        else:
            assert item.reason and item.detail
