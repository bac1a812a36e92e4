"""A few hundred broken inputs to each reader; `python -m tests.bench.run fuzz` tries 24,000."""

from tests.bench.fuzz import LONGEST, READERS, fuzz


def test_no_broken_input_breaks_a_reader_or_keeps_it_busy() -> None:
    done = dict(fuzz(400))
    assert done.keys() == READERS.keys()
    assert [crash for one in done.values() for crash in one.crashes] == []
    assert max(one.slowest for one in done.values()) < LONGEST
