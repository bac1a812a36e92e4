"""Reads the statements of a small article as the extraction does."""

from transforms.extraction.agencies import find_agencies
from transforms.extraction.document import parse
from transforms.extraction.people import find_people
from transforms.extraction.places import read_setting
from transforms.extraction.statements import find_statements
from transforms.records import Statement


def statements(body: str) -> list[Statement]:
    doc = parse(body)
    setting = read_setting(body, None, None)
    mentions = find_agencies(body, setting)
    return list(find_statements(doc, find_people(doc, mentions), mentions, setting))


def only(body: str) -> Statement:
    (statement,) = statements(body)
    return statement
