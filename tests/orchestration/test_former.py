"""Where former ids lead is told by what concerns them alone: it is what everything together would tell."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from orchestration.former import _concerned, _published
from transforms.incidents.redirects import rows_of_former

IDS, ARTICLES = ["inc-1", "inc-2", "inc-3", "inc-4"], ["art-1", "art-2", "art-3"]
TOLD = {"incident_id": pl.String, "article_id": pl.String, "is_background": pl.Boolean}
LED = {"former_incident_id": pl.String, "incident_id": pl.String}

told = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(ARTICLES), st.booleans()), max_size=6, unique=True
)
led = st.dictionaries(st.sampled_from(IDS), st.none() | st.sampled_from(IDS), max_size=4)


@given(told, led, told, led)
def test_what_concerns_former_ids_tells_as_much_as_everything(
    told_before: list[tuple[str, str, bool]],
    led_before: dict[str, str | None],
    told_today: list[tuple[str, str, bool]],
    led_today: dict[str, str | None],
) -> None:
    frames = [
        pl.DataFrame(told_before, schema=TOLD, orient="row"),
        pl.DataFrame(list(led_before.items()), schema=LED, orient="row"),
        pl.DataFrame(told_today, schema=TOLD, orient="row"),
        pl.DataFrame(list(led_today.items()), schema=LED, orient="row"),
    ]
    whole = _published(*frames[:2]), _published(*frames[2:])
    assert rows_of_former(*_concerned(*frames)) == rows_of_former(*whole)
