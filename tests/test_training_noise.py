"""Noise keeps what is known about the words: rows stay level, trees stay trees, ranges stay put."""

from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.examples import Attribution, DocumentExample, Sentence, check, text
from engine.noise import CLEAN, Rates, noisy
from engine.noise_words import AGENCIES, CITIES

ALWAYS = Rates(**dict.fromkeys((rate.name for rate in fields(Rates)), 1.0))
SEEDS = range(12)

WORDS = st.sampled_from(
    ["Veld", "said", '"', "“", "”", "''", "``", "'s", "n't", "U.S.", "UK", "-", "—", ".", ",", "ß"]
)


@st.composite
def trees(draw: st.DrawFn, size: int) -> tuple[int, ...]:
    """Heads of a random tree: words hang on words drawn before them in some order."""
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for place in range(1, size):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    return tuple(heads)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    size = draw(st.integers(1, 9))
    forms = tuple(draw(st.lists(WORDS, min_size=size, max_size=size)))
    flags = st.lists(st.booleans(), min_size=size, max_size=size).map(tuple)
    parsed = draw(st.booleans())
    tags: list[str] = []
    for _ in range(size):
        inside = ["I-place"] if tags and tags[-1].endswith("-place") else []
        tags.append(draw(st.sampled_from(["O", "X", "B-place", *inside])))
    return Sentence(
        forms=forms,
        spaces=draw(flags),
        breaks=draw(flags),
        upos=("X",) * size if parsed else None,
        heads=draw(trees(size)) if parsed else None,
        relations=("dep",) * size if parsed else None,
        names={"gum": tuple(tags), "other": ("O",) * size} if draw(st.booleans()) else {},
    )


@st.composite
def documents(draw: st.DrawFn) -> DocumentExample:
    rows = draw(st.lists(sentences(), min_size=1, max_size=4))
    words, start, found = sum(map(len, rows)), 0, list[Sentence]()
    span = st.tuples(st.integers(0, words - 1), st.integers(1, 6)).map(
        lambda drawn: (drawn[0], min(drawn[0] + drawn[1], words))
    )
    for row in rows:
        cue = (start, start + 1)
        content = draw(st.lists(span, max_size=2).map(tuple))
        items = (Attribution((), (cue,), content),)
        found.append(replace(row, attributions=draw(st.sampled_from([None, (), items]))))
        start += len(row)
    for index, (row, after) in enumerate(pairwise(found)):
        last = row.spaces[-1] or after.breaks[0]  # a line break is white space
        found[index] = replace(row, spaces=(*row.spaces[:-1], last))
    return DocumentExample("drawn", "c", "train", "l", "g", tuple(found))


rates = st.builds(Rates, **{rate.name: st.sampled_from([0.0, 0.5, 1.0]) for rate in fields(Rates)})


@settings(max_examples=200, deadline=None)
@given(documents(), rates, st.integers(0, 5))
def test_whatever_happens_labels_keep_up_with_words(
    document: DocumentExample, given_rates: Rates, seed: int
) -> None:
    noised = noisy(document, given_rates, seed)
    check(noised)
    assert noised == noisy(document, given_rates, seed)
    assert len(noised.sentences) == len(document.sentences)
    for old, new in zip(document.sentences, noised.sentences, strict=True):
        assert new.names.keys() == old.names.keys()
        for row in ("upos", "heads", "relations", "lemmas", "features", "attributions"):
            assert (getattr(new, row) is None) == (getattr(old, row) is None), row


@settings(deadline=None)
@given(documents(), st.integers(0, 5))
def test_without_rates_nothing_happens(document: DocumentExample, seed: int) -> None:
    assert noisy(document, CLEAN, seed) == document


@settings(deadline=None)
@given(documents(), rates, st.integers(0, 5))
def test_words_stay_as_many_where_none_is_put_in_or_taken_out(
    document: DocumentExample, given_rates: Rates, seed: int
) -> None:
    still = replace(given_rates, dateline=0.0, quoted_content=0.0, final_dropped=0.0)
    noised = noisy(document, still, seed)
    for old, new in zip(document.sentences, noised.sentences, strict=True):
        assert len(new) == len(old)
        assert (new.heads, new.names, new.attributions) == (old.heads, old.names, old.attributions)


def sentence(words: str, line: bool = False, **rest: object) -> Sentence:
    """The words, of which those before "~" have no space after them."""
    marked = words.split()
    forms = tuple(word.rstrip("~") for word in marked)
    return replace(
        Sentence(forms, (), (line, *[False] * (len(forms) - 1))),
        spaces=tuple(not word.endswith("~") for word in marked),
        **rest,  # type: ignore[arg-type]
    )


def document(*rows: Sentence) -> DocumentExample:
    return DocumentExample("told", "c", "train", "l", "g", rows)


def shown(example: DocumentExample) -> str:
    return text(example.sentences)


def only(**given_rates: float) -> Rates:
    return replace(CLEAN, **given_rates)


SAID = sentence(
    "Veld said the port was open~ .",
    line=True,
    upos=tuple("PROPN VERB DET NOUN AUX ADJ PUNCT".split()),
    heads=(1, -1, 3, 5, 5, 1, 1),
    relations=tuple("nsubj root det nsubj cop ccomp punct".split()),
    names={"gum": ("B-person", *["O"] * 6), "unheard": ("O",) * 7},
    attributions=(Attribution(((0, 1),), ((1, 2),), ((2, 6),)),),
)
NEXT = sentence("He left~ .", heads=(1, -1, 1))


def spans(example: DocumentExample) -> dict[str, list[str]]:
    words = [form for row in example.sentences for form in row.forms]
    found: dict[str, list[str]] = {}
    for row in example.sentences:
        for item in row.attributions or ():
            for role, (start, end) in item.spans():
                found.setdefault(role.value, []).append(" ".join(words[start:end]))
    return found


def test_quotation_marks_go_round_a_content_and_into_it() -> None:
    outcomes = set[str]()
    for seed in SEEDS:
        noised = noisy(document(NEXT, moved(SAID, 3)), only(quoted_content=1.0), seed)
        check(noised)
        outcomes.add(shown(noised))
        quoted = spans(noised)["CONTENT"][0]
        assert quoted.startswith('" the port was open') and quoted.endswith('"')
        new = noised.sentences[1]
        assert new.heads is not None
        assert {new.heads[new.forms.index('"')]} == {new.forms.index("open")}
    assert outcomes == {
        'He left.\nVeld said "the port was open".',
        'He left.\nVeld said "the port was open."',
    }


def test_a_stop_beside_quotation_marks_stays() -> None:
    both = only(quoted_content=1.0, final_dropped=1.0)
    seen = {shown(noisy(document(SAID), both, seed)) for seed in SEEDS}
    assert seen == {'Veld said "the port was open".', 'Veld said "the port was open."'}


def test_white_space_stands_before_marks_put_in() -> None:
    item = Attribution(((0, 1),), ((1, 2),), ((3, 6),))
    row = sentence("Veld said :~ no way ever", attributions=(item,))
    assert shown(noisy(document(row), only(quoted_content=1.0), 1)) == 'Veld said : "no way ever"'


def moved(row: Sentence, by: int) -> Sentence:
    (item,) = row.attributions or ()
    parts = (
        tuple((start + by, end + by) for start, end in part)
        for part in (item.source, item.cue, item.content)
    )
    return replace(row, attributions=(Attribution(*parts),))


def test_contents_with_marks_or_of_few_words_are_left() -> None:
    for words, content in (('Veld said " no way ever "', (3, 6)), ("Veld said no~ .", (2, 3))):
        item = Attribution(((0, 1),), ((1, 2),), (content,))
        row = replace(sentence(words), attributions=(item,))
        assert noisy(document(row), only(quoted_content=1.0), 1) == document(row)


def test_datelines_open_a_paragraph_and_are_named_by_each_guideline() -> None:
    agencies = set[bool]()
    for seed in SEEDS:
        noised = noisy(document(SAID, moved(NEXT_SAID, 7)), only(dateline=1.0), seed)
        check(noised)
        new = noised.sentences[0]
        assert new.forms[0].title() in CITIES
        assert new.breaks == (True, *[False] * (len(new) - 1))
        assert new.names["gum"][0] == "B-place" and new.names["unheard"][0] == "X"
        agencies.add(with_agency := new.forms[1] == "(")
        if with_agency:
            assert new.forms[2] in AGENCIES and new.names["gum"][2] == "B-organization"
            assert shown(noised).startswith(f"{new.forms[0]} ({new.forms[2]}) ")
        assert len(noised.sentences[1]) == len(NEXT_SAID)  # no paragraph begins there
        assert spans(noised) == spans(document(SAID, moved(NEXT_SAID, 7)))
    assert agencies == {True, False}
    heading = document(sentence("Talks fail", line=True))
    assert noisy(heading, only(dateline=1.0), 1) == heading


NEXT_SAID = replace(SAID, breaks=(False,) * 7)


def test_the_full_stop_goes_with_its_labels_unless_something_hangs_on_it() -> None:
    noised = noisy(document(SAID, NEXT), only(final_dropped=1.0), 1)
    check(noised)
    assert shown(noised) == "Veld said the port was open He left"
    kept = replace(NEXT, heads=(2, 2, -1))
    assert noisy(document(kept), only(final_dropped=1.0), 1) == document(kept)
    alone = sentence(".")
    assert noisy(document(alone), only(final_dropped=1.0), 1) == document(alone)


def test_headings_are_set_in_capitals_and_sentences_are_not() -> None:
    heading = sentence("Talks on the port fail", line=True)
    seen = set[str]()
    for seed in SEEDS:
        noised = noisy(document(heading, SAID), only(headline_upper=0.5, headline_title=0.5), seed)
        first, second = shown(noised).split("\n")
        assert second == "Veld said the port was open."
        seen.add(first)
    assert seen == {"TALKS ON THE PORT FAIL", "Talks On The Port Fail"}


def test_whole_sentences_change_case() -> None:
    up = noisy(document(SAID), only(sentence_upper=1.0), 1)
    down = noisy(document(SAID), only(sentence_lower=1.0), 1)
    assert shown(up) == "VELD SAID THE PORT WAS OPEN."
    assert shown(down) == "veld said the port was open."


def test_quotation_marks_change_style_in_pairs() -> None:
    row = sentence('Orsk said : "~ It is n\'t over~ ,~ " and "~ no~ .~ "')
    seen = set[str]()
    for seed in range(30):
        noised = noisy(document(row), only(quotes=1.0), seed)
        seen.add(" ".join(form for form in noised.sentences[0].forms if form not in row.forms))
    assert {"“ n’t ” “ ”", "`` '' `` ''", "n’t", "", "'' '' '' ''"} == seen


def test_single_marks_open_and_close_too() -> None:
    row = sentence("He said '~ no~ '")
    seen = {shown(noisy(document(row), only(quotes=1.0), seed)) for seed in range(30)}
    assert seen == {"He said 'no'", "He said ‘no’"}


def test_dashes_change_and_hyphens_do_not() -> None:
    row = sentence("The port - Dolna~ -~ Ost - is open~ .")
    seen = {shown(noisy(document(row), only(dashes=1.0), seed)) for seed in range(30)}
    assert seen == {f"The port {dash} Dolna-Ost {dash} is open." for dash in ("-", "--", "–", "—")}


def test_points_of_abbreviations_come_and_go() -> None:
    row = sentence("The U.S. and the UK met")
    seen = {shown(noisy(document(row), only(abbreviations=1.0), seed)) for seed in SEEDS}
    assert seen == {"The US and the UK met", "The U.S. and the U.K. met"}


def test_typing_errors_leave_words_and_short_words_alone() -> None:
    row = sentence("Fourteen ships or so left Ashkarad harbour in 2021")
    for seed in SEEDS:
        new = noisy(document(row), only(typos=1.0), seed).sentences[0]
        for old_form, form in zip(row.forms, new.forms, strict=True):
            if len(old_form) < 4 or not old_form.isalpha():
                assert form == old_form
            else:
                assert form[0] == old_form[0] and abs(len(form) - len(old_form)) <= 1
        assert new.forms != row.forms


def test_white_space_between_sentences_goes_missing() -> None:
    noised = noisy(document(SAID, NEXT), only(space_missing=1.0), 1)
    assert shown(noised) == "Veld said the port was open.He left."
    glued = noisy(document(NEXT, SAID), only(glued=1.0), 1)
    assert shown(glued) == "He left.Veld said the port was open."


def test_lines_break_at_every_sentence_or_at_none() -> None:
    each = noisy(document(SAID, NEXT), only(line_each=1.0), 1)
    assert shown(each) == "Veld said the port was open.\nHe left."
    joined = noisy(document(NEXT, SAID), only(joined=1.0), 1)
    assert shown(joined) == "He left. Veld said the port was open."


@pytest.mark.parametrize("seed", range(20))
def test_wrapped_lines_are_short_and_break_at_white_space_only(seed: int) -> None:
    rows = [sentence("The harbour~ -~ master~ 's man~ (~ of Dolna~ ) counted ships~ .")] * 9
    noised = noisy(document(*rows), only(wrapped=1.0), seed)
    lines = shown(noised).split("\n")
    assert len(lines) > 3
    assert max(map(len, lines)) <= 80 + len("ships.")
    assert " ".join(lines) == shown(document(*rows))
    follows = [space for row in noised.sentences for space in row.spaces]
    breaks = [line for row in noised.sentences for line in row.breaks]
    assert not any(line and not space for space, line in zip(follows, breaks[1:], strict=False))


def test_everything_at_once_differs_by_seed_and_name() -> None:
    base = document(SAID, NEXT)
    assert noisy(base, ALWAYS, 1) != noisy(base, ALWAYS, 2)
    texts = {shown(noisy(replace(base, name=name), ALWAYS, 1)) for name in "abcdef"}
    assert len(texts) > 1


def test_rates_outside_their_range_are_refused() -> None:
    with pytest.raises(ValueError, match=r"typos is 1.5, not from 0 to 1"):
        Rates(typos=1.5)
