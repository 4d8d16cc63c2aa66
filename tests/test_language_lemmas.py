"""Lemmas: irregular forms from the table, regular ones by the spelling of their stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.language.lemmas import lemma

VERBS = {
    "say": "says said saying",
    "deny": "denies denied denying",
    "hope": "hopes hoped hoping",
    "help": "helps helped helping",
    "stop": "stops stopped stopping",
    "control": "controls controlled controlling",
    "call": "calls called calling",
    "label": "labels labelled labelling labeled labeling",
    "model": "models modelled modelling",
    "level": "levels levelled levelling",
    "signal": "signals signalled signalling",
    "counsel": "counsels counselled counselling",
    "expel": "expels expelled expelling",
    "equal": "equals equalled equalling",
    "compel": "compels compelled compelling",
    "tell": "tells told telling",
    "install": "installs installed installing",
    "spell": "spells spelled spelling",
    "recall": "recalls recalled recalling",
    "release": "releases released releasing",
    "announce": "announces announced announcing",
    "negotiate": "negotiates negotiated negotiating",
    "require": "requires required requiring",
    "visit": "visits visited visiting",
    "invite": "invites invited inviting",
    "treat": "treats treated treating",
    "consider": "considers considered considering",
    "hire": "hires hired hiring",
    "warn": "warns warned warning",
    "change": "changes changed changing",
    "hang": "hangs hung hanging",
    "discuss": "discusses discussed discussing",
    "agree": "agrees agreed agreeing",
    "overthrow": "overthrew overthrown overthrowing",
    "retake": "retook retaken retaking",
    "settle": "settles settled settling",
    "die": "dies died dying",
    "push": "pushes pushed pushing",
    "argue": "argues argued arguing",
    "play": "plays played playing",
}
NOUNS = {
    "country": "countries",
    "man": "men",
    "policeman": "policemen",
    "crisis": "crises",
    "virus": "viruses",
    "wife": "wives",
    "house": "houses",
    "box": "boxes",
    "church": "churches",
    "hero": "heroes",
    "series": "series",
    "news": "news",
    "politics": "politics",
    "critic": "critics",
    "boss": "bosses",
    "analysis": "analyses",
    "tie": "ties",
    "child": "children",
}


@pytest.mark.parametrize("infinitive", VERBS)
def test_forms_of_a_verb_have_its_infinitive(infinitive: str) -> None:
    for form in [infinitive, *VERBS[infinitive].split()]:
        assert lemma(form, "VERB") == infinitive, form


@pytest.mark.parametrize("singular", NOUNS)
def test_a_plural_has_its_singular(singular: str) -> None:
    assert lemma(NOUNS[singular], "NOUN") == singular
    assert lemma(NOUNS[singular].capitalize(), "NOUN") == singular
    assert lemma(singular, "NOUN") == singular


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("’s", "AUX", "be"),
        ("n't", "PART", "not"),
        ("wo", "AUX", "will"),
        ("better", "ADJ", "good"),
        ("better", "ADV", "well"),
        ("bigger", "ADJ", "big"),
        ("easiest", "ADJ", "easy"),
        ("former", "ADJ", "former"),
        ("them", "PRON", "they"),
        ("an", "DET", "a"),
        ("Tarn", "PROPN", "Tarn"),
        ("With", "ADP", "with"),
    ],
)
def test_other_words(form: str, upos: str, expected: str) -> None:
    assert lemma(form, upos) == expected


def test_a_name_keeps_its_s_unless_it_is_known_to_be_many() -> None:
    assert lemma("Veldians", "PROPN") == "Veldians"
    assert lemma("Veldians", "PROPN", "Plur") == "Veldian"
    assert lemma("glasses", "NOUN", "Sing") == "glasses"


@given(st.text(max_size=40), st.sampled_from(["VERB", "NOUN", "PROPN", "ADJ", "X"]))
def test_every_word_that_is_not_empty_has_a_lemma(form: str, upos: str) -> None:
    for number in (None, "Sing", "Plur"):
        assert bool(lemma(form, upos, number)) == bool(form)
