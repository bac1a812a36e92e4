"""One report on sixty sites is one report; a later version of it is a version."""

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.copies import CopyLink, find_copies
from transforms.records import Article

WIRE = (
    "FERRY CITY (AP) — A deputy shot and wounded a man near the landing on Sunday night. The man had "
    "left a bar after a quarrel and was walking toward the water when two patrol cars stopped beside "
    "him. The sheriff said the man turned with a knife in his hand and came closer although he was told "
    "to stop. He was taken to a hospital, where doctors called his injuries serious. The deputy is on "
    "leave while the state investigates."
)
OTHER = (
    "A bakery on Mill Street burned down early Monday. Nobody was inside when the fire began in the "
    "back room, the owner said, and neighbors carried chairs and bread out of the smoke before the "
    "trucks arrived. The cause is not known. Firefighters stayed until noon because the roof kept "
    "falling in and the wind was strong."
)


def article(key: str, body: str, day: int | None = 1, **values: str) -> Article:
    return Article(
        article_id=key,
        source_name=key,
        source_uri=values.get("uri", f"https://{key}.example.org/story"),
        outlet=values.get("outlet"),
        title=values.get("title"),
        published_on=date(2024, 5, day) if day else None,
        body=body,
        content_hash="",
    )


def test_the_same_text_elsewhere_is_a_copy_of_the_earliest() -> None:
    found = find_copies(
        [article("b", WIRE, 2), article("c", WIRE, None), article("a", WIRE, 3), article("d", OTHER)]
    )
    assert found == {"a": CopyLink(copy_of="b"), "c": CopyLink(copy_of="b")}


def test_a_copy_may_be_cut_short_or_retouched() -> None:
    cut = WIRE[: len(WIRE) * 2 // 3]
    retouched = WIRE.replace("FERRY CITY (AP) — ", "").replace("serious", "grave")
    found = find_copies([article("a", WIRE), article("b", cut, 2), article("c", retouched, 2)])
    assert found == {"b": CopyLink(copy_of="a"), "c": CopyLink(copy_of="a")}


NEW_LEAD = (
    "A man is in serious condition after a shooting at the river, and people who saw it are asking why it "
    "took four officers to stop a single man with a kitchen knife on a quiet night in early May. "
)
LONG = WIRE + " " + OTHER.replace("bakery", "boathouse")


def test_a_copy_may_have_a_headline_and_a_lead_of_its_own() -> None:
    body = NEW_LEAD + LONG.split(". ", maxsplit=2)[2]
    here = {"outlet": "Ferry Post", "title": "Deputy shoots man"}
    elsewhere = {"outlet": "Plains News", "title": "Why four officers?"}
    assert find_copies([article("a", LONG, 1, **here), article("b", body, 2, **elsewhere)]) == {
        "b": CopyLink(copy_of="a")
    }


def test_a_newsroom_that_repeats_itself_under_a_new_lead_follows_up() -> None:
    body = NEW_LEAD + LONG.split(". ", maxsplit=2)[2]
    first = article("a", LONG, 1, outlet="Ferry Post")
    assert not find_copies([first, article("b", body, 2, outlet="Ferry Post")])
    assert not find_copies([first, article("b", body, 20, outlet="Plains News")])


def test_a_wire_story_on_sixty_sites_is_one_story() -> None:
    forms = (
        LONG,
        LONG[: len(LONG) * 2 // 3],
        NEW_LEAD + LONG.split(". ", maxsplit=2)[2],
        "RIVER CITY — " + LONG,
    )
    sites = [
        article(f"s{n:02}", forms[n % 4], 2 + n % 2, outlet=f"Outlet {n}", title=f"Title {n}")
        for n in range(60)
    ]
    found = find_copies([article("wire", LONG, 1, outlet="The Wire"), *sites])
    assert found == {site.article_id: CopyLink(copy_of="wire") for site in sites}


def test_a_digest_is_no_copy_and_joins_no_stories() -> None:
    assert not find_copies(
        [article("a", WIRE), article("b", OTHER), article("c", WIRE + OTHER + OTHER[::-1], 2)]
    )


def test_a_follow_up_that_repeats_a_paragraph_is_no_copy() -> None:
    follow_up = OTHER + " " + WIRE.split(". ", maxsplit=1)[0] + "."
    assert not find_copies([article("a", WIRE), article("b", follow_up, 2)])


def test_the_same_address_with_another_text_is_a_revision_of_the_first() -> None:
    here = {"uri": "https://www.example.org/story?utm_source=x"}
    found = find_copies(
        [
            article("a", WIRE, 1, uri="http://example.org/story/"),
            article("b", WIRE + " He died on Tuesday.", 3, **here),
            article("c", "The man has died.", 4, **here),
        ]
    )
    assert found == {"b": CopyLink(revision_of="a"), "c": CopyLink(revision_of="a")}


def test_an_address_that_tells_articles_apart_by_number_is_not_one_article() -> None:
    assert not find_copies(
        [article("a", WIRE, uri="https://e.org/s?id=1"), article("b", OTHER, uri="https://e.org/s?id=2")]
    )


def test_outlet_and_title_make_a_revision_only_of_a_text_that_is_alike() -> None:
    same = {"outlet": "Ferry Post", "title": "Police log"}
    changed = WIRE.replace("serious", "grave") + " His name is not known."
    found = find_copies(
        [article("a", WIRE, 1, **same), article("b", changed, 2, **same), article("c", OTHER, 3, **same)]
    )
    assert found == {"b": CopyLink(revision_of="a")}


def test_a_file_that_was_changed_is_a_revision_where_its_text_is_alike() -> None:
    found = find_copies(
        [
            article("a", WIRE, uri="today.txt"),
            article("b", WIRE + " He died.", 2, uri="today.txt"),
            article("c", OTHER, 3, uri="today.txt"),
        ]
    )
    assert found == {"b": CopyLink(revision_of="a")}


def test_a_copy_of_a_revised_article_is_a_copy_of_its_first_version() -> None:
    here = {"uri": "https://example.org/story"}
    revised = WIRE + " He died on Tuesday."
    found = find_copies(
        [article("a", WIRE, 1, **here), article("b", revised, 2, **here), article("c", revised, 3)]
    )
    assert found == {"b": CopyLink(revision_of="a"), "c": CopyLink(copy_of="a")}


def test_short_notices_are_not_called_copies() -> None:
    assert not find_copies([article("a", "A man was shot."), article("b", "A man was shot.")])


_articles = st.lists(
    st.builds(
        article,
        st.sampled_from("abcdefgh"),
        st.sampled_from([WIRE, WIRE[:300], WIRE + " He died.", OTHER]),
        st.one_of(st.none(), st.integers(1, 3)),
        uri=st.sampled_from(["https://x.org/1", "https://x.org/2", "a.txt"]),
        outlet=st.sampled_from(["Post", "News"]),
        title=st.sampled_from(["One", "Two"]),
    ),
    max_size=4,
    unique_by=lambda item: item.article_id,
)


@given(_articles)
def test_the_order_of_articles_does_not_matter(articles: list[Article]) -> None:
    assert len({tuple(sorted(find_copies(order).items(), key=str)) for order in permutations(articles)}) == 1


@given(_articles)
def test_every_link_leads_to_an_earlier_article_of_another_kind(articles: list[Article]) -> None:
    links = find_copies(articles)
    when = {item.article_id: (item.published_on or date.max, item.article_id) for item in articles}
    for key, link in links.items():
        target = link.copy_of or link.revision_of or ""
        assert (link.copy_of is None) != (link.revision_of is None)
        assert when[target] < when[key]
        beyond = links.get(target, CopyLink())
        assert not (link.copy_of and beyond.copy_of) and not (link.revision_of and beyond.revision_of)
