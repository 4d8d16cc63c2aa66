"""The event lexicon: forms of its words, and that every line of it can be met."""

from __future__ import annotations

import pytest

from watchdesk.events.lexicon import TYPES, Form, inflect, lexicon, parse, plural, singular_of


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("sign", {"sign", "signs", "signed", "signing"}),
        ("strike", {"strike", "strikes", "struck", "striking"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("expel", {"expel", "expels", "expelled", "expelling"}),
        ("deploy", {"deploy", "deploys", "deployed", "deploying"}),
        ("give", {"give", "gives", "gave", "given", "giving"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
        ("hit", {"hit", "hits", "hitting"}),
    ],
)
def test_forms_of_verbs(verb: str, forms: set[str]) -> None:
    assert set(inflect(verb)) == forms


def test_forms_are_told_apart() -> None:
    forms = inflect("give")
    assert (forms["gave"], forms["given"]) == (Form.PAST, Form.PARTICIPLE)
    assert inflect("sign")["signed"] is Form.PAST


@pytest.mark.parametrize("noun", ["treaty", "deal", "embassy", "attack", "airstrike", "clash"])
def test_plurals_lead_back(noun: str) -> None:
    assert singular_of(plural(noun)) == noun


def test_every_type_has_words() -> None:
    table = lexicon()
    assert {rule.type for rules in table.rules.values() for rule in rules} == set(TYPES)


def test_rules_that_need_an_object_come_first() -> None:
    for rules in lexicon().rules.values():
        bare = [rule.bare for rule in rules]
        assert bare == sorted(bare)


@pytest.mark.parametrize("line", ["AGREE\tv:agree", "JOKE\t\tv:agree\t*", "AGREE\t\tagree\t*"])
def test_lines_that_are_no_rules_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        parse(line)
