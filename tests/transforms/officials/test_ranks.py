from __future__ import annotations

import pytest

from transforms.officials.ranks import rank_of


@pytest.mark.parametrize(
    ("title", "normal"),
    [
        ("Sgt.", "sergeant"),
        ("homicide Lt.", "lieutenant"),
        ("Police Chief", "chief of police"),
        ("Chief of Police", "chief of police"),
        ("Interim Police Chief", "interim chief of police"),
        ("acting chief", "interim chief of police"),
        ("public information officer", "spokesperson"),
        ("Sheriff’s Deputy", "sheriff's deputy"),
        ("County Prosecutor", "prosecutor"),
        ("Deputy District Attorney", "deputy district attorney"),
        ("spokeswoman for the department", "spokesperson"),
        ("Springfield Police Department spokesman", "spokesperson"),
        ("former spokesman", "former spokesperson"),
        ("Mayor", "mayor"),
    ],
)
def test_one_office_has_one_form(title: str, normal: str) -> None:
    assert rank_of(title) == normal


@pytest.mark.parametrize("title", ["SA", "PO", "officers", "property manager", "SWAT team", ""])
def test_what_is_ambiguous_of_many_or_not_listed_has_none(title: str) -> None:
    assert rank_of(title) is None
