"""Stands told by partisans, by whose support a thing has, in passing, and by idioms."""

from __future__ import annotations

import pytest

from helpers_book import read
from watchdesk.records import Stance

ON, OFF, OPEN = Stance.FOR, Stance.AGAINST, Stance.RESERVED
CASES = [
    ("Belgium is a staunch supporter of the levy.", {"BE": ON}),
    ("Among the opponents of the tariffs are Belgium and Austria.", {"BE": OFF, "AT": OFF}),
    ("The levy has the support of Sweden and Latvia.", {"SE": ON, "LV": ON}),
    ("The levy met with resistance from Brazil.", {"BR": OFF}),
    ("Poland backed the levy and so did Estonia.", {"PL": ON, "EE": ON}),
    ("Poland backed the levy; Hungary did not.", {"PL": ON, "HU": OFF}),
    ("It was Hungary that blocked the levy.", {"HU": OFF}),
    ("The levy is opposed by Chile and Peru.", {"CL": OFF, "PE": OFF}),
    ("Neither Kenya nor Uganda supports the levy.", {"KE": OFF, "UG": OFF}),
    ("Nepal is not against the levy.", {"NP": ON}),
    ("India sees no need for the levy.", {"IN": OFF}),
    ("Nepal has no objection to the levy.", {"NP": ON}),
    ("Norway no longer rules out the levy.", {"NO": OPEN}),
    ("Egypt has yet to decide on the levy.", {"EG": OPEN}),
    ("Brazil wants nothing to do with the levy.", {"BR": OFF}),
    ("Nairobi's allies are withholding judgement on the levy.", {}),
]


@pytest.mark.parametrize(("text", "stances"), CASES)
def test_who_stands_where(text: str, stances: dict[str, Stance]) -> None:
    stands = read(text, published="2024-05-06").stands
    found = {x.entity.country: s.stance for s in stands for x in s.who if x.entity and not s.former}
    assert found == stances
