"""Expectations that the data dictionary implies: columns given, codes, ranges, keys, references, versions."""

from __future__ import annotations

from collections.abc import Iterator

from expectations.expectation import BLOCKING, Expectation
from warehouse.definitions import PERIOD
from warehouse.dictionary import Column, Table, table, tables

CHECKED_LAST = {"quality.results", "quality.failing_rows"}  # they hold what the checks themselves find


def dictionary_expectations() -> list[Expectation]:
    """Return the expectations of every table but those that the checks write, in the dictionary's order."""
    return [
        expectation
        for name, entry in tables().items()
        if name not in CHECKED_LAST
        for expectation in _of_table(name, entry)
    ]


def _of_table(name: str, entry: Table) -> Iterator[Expectation]:
    yield _unique_key(name, entry)
    if entry.versions_of is not None:
        yield _ends_with_today(name, entry, entry.versions_of)
        yield _periods_in_order(name, entry)
    for column_name, column in entry.columns.items():
        if entry.versions_of is not None and column_name not in PERIOD:
            continue  # today's rows are checked in their own table, and older ones are made as they are
        yield from _of_column(name, entry, column_name, column)


def _unique_key(name: str, entry: Table) -> Expectation:
    key = list(entry.key)
    words = f"No two rows share {' and '.join(key)}."
    listed = ", ".join(key)
    # Keys of equal hash are suspects: nulls count as equal, and a hash is quicker to group than texts.
    repeated = f"SELECT hash({listed}) FROM {name} GROUP BY ALL HAVING count(*) > 1"
    kind, arguments = (
        ("ExpectColumnValuesToBeUnique", {"column": key[0]})
        if len(key) == 1
        else ("ExpectCompoundColumnsToBeUnique", {"column_list": key})
    )
    return Expectation(
        name, "key_is_unique", words, BLOCKING, kind, arguments, f"hash({listed}) IN ({repeated})"
    )


def _of_column(name: str, entry: Table, column_name: str, column: Column) -> Iterator[Expectation]:
    on = {"column": column_name}
    if not column.nullable:
        yield Expectation(
            name, f"{column_name}_is_given", f"{column_name} is never empty.", BLOCKING,
            "ExpectColumnValuesToNotBeNull", on, f"{column_name} IS NULL",
        )  # fmt: skip
    if column.codes:
        yield Expectation(
            name, f"{column_name}_is_a_code", f"{column_name} is one of {', '.join(column.codes)}.", BLOCKING,
            "ExpectColumnValuesToBeInSet", on | {"value_set": list(column.codes)},
            f"{column_name} NOT IN ({', '.join(_quoted(code) for code in column.codes)})",
        )  # fmt: skip
    if column.pattern:
        yield Expectation(
            name, f"{column_name}_has_its_form", f"{column_name} has the form {column.pattern}.", BLOCKING,
            "ExpectColumnValuesToMatchRegex", on | {"regex": f"^(?:{column.pattern})$"},
            f"NOT regexp_full_match({column_name}, {_quoted(column.pattern)})",
        )  # fmt: skip
    if column.minimum is not None or column.maximum is not None:
        bounds = [f"{column_name} < {column.minimum}"] if column.minimum is not None else []
        bounds += [f"{column_name} > {column.maximum}"] if column.maximum is not None else []
        yield Expectation(
            name, f"{column_name}_is_in_range", f"{column_name} lies {_range(column)}.", BLOCKING,
            "ExpectColumnValuesToBeBetween", on | {"min_value": column.minimum, "max_value": column.maximum},
            " OR ".join(bounds),
        )  # fmt: skip
    if column.references:
        yield _reference(name, entry, column_name, column.references)


def _range(column: Column) -> str:
    if column.maximum is None:
        return f"at or above {column.minimum}"
    if column.minimum is None:
        return f"at or below {column.maximum}"
    return f"between {column.minimum} and {column.maximum}"


def _reference(name: str, entry: Table, column_name: str, references: str) -> Expectation:
    """A reference is checked by a query. Raises KeyError where the dictionary names no such table."""
    target, target_column = references.rsplit(".", 1)
    table(target)
    query = (
        f"SELECT {_key_text(entry)} AS key FROM {name} AS t WHERE t.{column_name} IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM {target} AS r WHERE r.{target_column} = t.{column_name}) ORDER BY key"
    )
    words = f"{column_name} is found in {target}."
    return Expectation(name, f"{column_name}_is_found", words, BLOCKING, query=query)


def _ends_with_today(name: str, entry: Table, base: str) -> Expectation:
    columns = ", ".join(f'"{column}"' for column in table(base).columns)
    latest = f"SELECT {columns} FROM {name} WHERE valid_to IS NULL"
    query = (
        f"WITH t AS (({latest} EXCEPT ALL FROM {base}) UNION ALL (FROM {base} EXCEPT ALL {latest})) "
        f"SELECT DISTINCT {_key_text(table(base))} AS key FROM t ORDER BY key"
    )
    words = f"The versions that hold today are the rows of {base}."
    return Expectation(name, "ends_with_today", words, BLOCKING, query=query)


def _periods_in_order(name: str, entry: Table) -> Expectation:
    entity = ", ".join(f"t.{column}" for column in entry.key if column not in PERIOD)
    query = (
        f"SELECT {_key_text(entry)} AS key FROM {name} AS t "
        f"WINDOW following AS (PARTITION BY {entity} ORDER BY t.valid_from) "
        "QUALIFY t.valid_from >= t.valid_to OR lead(t.valid_from) OVER following < t.valid_to "
        "OR (t.valid_to IS NULL AND lead(t.valid_from) OVER following IS NOT NULL) ORDER BY key"
    )
    words = "A period ends after it begins and before the next of the same row begins."
    return Expectation(name, "periods_follow_each_other", words, BLOCKING, query=query)


def _key_text(entry: Table) -> str:
    """Return the SQL that writes a row's key as one text."""
    return "concat_ws(' | ', " + ", ".join(f"t.{column}" for column in entry.key) + ")"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
