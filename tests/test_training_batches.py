"""Windows keep labels with their words, and say nothing where nobody annotated."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from engine.batches import (
    BREAK,
    CLASSIFY,
    HIDDEN,
    SEPARATE,
    STEP,
    Feed,
    Mixing,
    collate,
    encode,
    grouped,
    padded,
    spoil,
    tally,
    windows,
)
from engine.examples import Attribution, DocumentExample, Sentence
from engine.labels import (
    ABSENT,
    IGNORED,
    SENTENCE,
    UPOS,
    UPOS_CLASSES,
    Inventory,
    inventory_of,
    names_head,
)
from watchdesk.language.pieces import Pieces

UNSPOILT = Mixing({}, no_breaks=0.0, noisy=0.0)


def toy_cut(forms: Sequence[str], breaks: Sequence[bool]) -> Pieces:
    """Two letters to a piece; the number of a piece tells its letters."""
    ids: list[int] = []
    shapes: list[int] = []
    first: list[int] = []
    for form, line in zip(forms, breaks, strict=True):
        first.append(len(ids))
        parts = [form[place : place + 2] for place in range(0, len(form), 2)]
        ids += [200 + sum(map(ord, part)) % 150 for part in parts]
        shapes += [int(form[0].isupper()) + BREAK * line] * len(parts)
    return Pieces(np.array(ids, np.int32), np.array(shapes, np.int8), np.array(first, np.int32))


def envoy(line: bool = True) -> Sentence:
    return Sentence(
        forms=("Envoys", "met", "in", "Arlen", "."),
        spaces=(True, True, True, False, True),
        breaks=(line, False, False, False, False),
        upos=("NOUN", "VERB", "ADP", "PROPN", "PUNCT"),
        heads=(1, -1, 3, 1, 1),
        relations=("nsubj", "root", "case", "obl:unheard", "punct"),
        features=("Number=Plur", "Mood=Ind|Tense=Past|VerbForm=Fin", "_", "Number=Ptan", "_"),
        names={"gum": ("O", "O", "O", "B-place", "O")},
        attributions=(),
    )


def post() -> Sentence:
    return Sentence(
        forms=("Otto", "Brandt", "left", "Mir"),
        spaces=(True,) * 4,
        breaks=(True, False, False, False),
        names={"web": ("B-person", "I-person", "O", "X")},
    )


def document(sentences: int = 12, corpus: str = "ewt") -> DocumentExample:
    rows = tuple(envoy(number % 4 == 0) for number in range(sentences))
    return DocumentExample(f"{corpus}-1", corpus, "train", "CC BY 4.0", "news", rows)


def posts() -> DocumentExample:
    return DocumentExample("web-1", "web", "train", "CC0", "social", (post(), post()))


def inventory() -> Inventory:
    return inventory_of([document(), posts()], rare=10, rare_names=1)


def test_a_rare_subtype_counts_as_its_type_and_a_rare_type_is_ignored() -> None:
    kept = Inventory((), ("root", "obl", "nsubj:pass"))
    assert kept.relation("nsubj:pass") == 2
    assert kept.relation("obl:tmod") == 1
    assert kept.relation("nsubj") == IGNORED


def test_columns_of_all_heads_lie_side_by_side() -> None:
    kept = inventory()
    ends = [span.stop for span in kept.columns().values()]
    starts = [span.start for span in kept.columns().values()]
    assert starts == [0, *ends[:-1]]
    assert ends[-1] == kept.width
    assert kept.guidelines() == ("gum", "web")
    assert Inventory.from_json(kept.to_json()) == kept


def test_what_is_not_annotated_is_ignored() -> None:
    kept = inventory()
    heads = [name for name, _ in kept.heads]
    labels = encode(posts(), kept, toy_cut).whole.labels
    for head in (SENTENCE, UPOS, "Tense", names_head("gum"), "SOURCE", "CONTENT"):
        assert (labels[:, heads.index(head)] == IGNORED).all(), head
    named = labels[:4, heads.index(names_head("web"))]
    classes = dict(kept.heads)[names_head("web")]
    assert [classes[number] for number in named[:3]] == ["B-person", "I-person", "O"]
    assert named[3] == IGNORED  # masked by its annotators
    assert (encode(posts(), kept, toy_cut).whole.heads == IGNORED).all()


def test_features_that_have_no_class_are_ignored_and_absent_ones_are_not() -> None:
    kept = inventory()
    heads = [name for name, _ in kept.heads]
    row = encode(document(), kept, toy_cut).whole.labels[:, heads.index("Number")]
    classes = dict(kept.heads)["Number"]
    assert [classes[number] for number in row[:3]] == ["Plur", ABSENT, ABSENT]
    assert row[3] == IGNORED


def test_windows_cover_a_document_and_keep_labels_with_their_words() -> None:
    kept = inventory()
    encoded = encode(document(), kept, toy_cut)
    plain = replace(UNSPOILT, low=15, high=40, whole_lines=0.0)
    cut = list(windows(encoded, np.random.default_rng(3), plain))
    assert len(cut) > 2
    assert sum(len(window.first) for window in cut) == len(document())
    upos = [name for name, _ in kept.heads].index(UPOS)
    alone = toy_cut(envoy().forms, envoy().breaks)
    for window in cut:
        for start in range(0, len(window.first), 5):
            tags = [UPOS_CLASSES[number] for number in window.labels[start : start + 5, upos]]
            assert tags == list(envoy().upos or ())
            low = window.first[start]
            assert (window.ids[low : low + len(alone.ids)] == alone.ids).all()
            assert window.heads[start : start + 5].tolist() == [
                start + head for head in (1, 1, 3, 1, 1)
            ]
            named = [kept.relations[number] for number in window.relations[start : start + 5]]
            assert named == list(envoy().relations or ())


def test_windows_end_with_their_paragraph_as_the_product_reads() -> None:
    encoded = encode(document(), inventory(), toy_cut)
    cut = windows(encoded, np.random.default_rng(3), replace(UNSPOILT, whole_lines=1.0))
    assert [len(window.first) for window in cut] == [20, 20, 20]


def test_an_arc_that_leaves_its_window_is_ignored() -> None:
    window = encode(document(), inventory(), toy_cut).window(2, 5)
    assert window.heads.tolist() == [1, IGNORED, IGNORED]
    assert window.relations[1:].tolist() == [IGNORED, IGNORED]


def test_a_sentence_longer_than_any_window_is_cut() -> None:
    words = 600
    long = Sentence(("word",) * words, (True,) * words, (True,) + (False,) * (words - 1))
    given = DocumentExample("long", "ewt", "train", "CC0", "news", (long,))
    encoded = encode(given, inventory(), toy_cut)
    cut = list(windows(encoded, np.random.default_rng(0), replace(UNSPOILT, longest=100)))
    assert [len(window) for window in cut] == [100] * 12


def test_attributions_reach_over_sentences_and_the_outermost_counts() -> None:
    first = replace(
        envoy(),
        attributions=(
            Attribution(((0, 1),), ((1, 2),), ((2, 8),)),
            Attribution((), ((3, 4),), ((4, 6),)),
        ),
    )
    unsure = replace(envoy(), attributions=None)
    given = replace(document(), sentences=(first, envoy(), unsure))
    labels = encode(given, inventory(), toy_cut).whole.labels
    assert labels[:10, -1].tolist() == [0, 0, 1, 2, 2, 2, 2, 2, 0, 0]
    assert labels[:4, -2].tolist() == [0, 1, 0, 1]
    assert (labels[10:, -3:] == IGNORED).all()


def test_a_batch_pads_with_what_no_loss_counts() -> None:
    kept = inventory()
    encoded = encode(document(), kept, toy_cut)
    batch = collate([encoded.window(0, 5), encoded.window(0, 20)])
    assert batch.ids.shape == (2, padded(len(encoded.window(0, 20))))
    assert batch.ids.shape[1] % STEP == 0
    end = int(batch.mask[0].sum())
    assert batch.ids[0, 0] == CLASSIFY
    assert batch.ids[0, end - 1] == SEPARATE
    assert batch.words[0].sum() == 5
    assert (batch.labels[0, 5:] == IGNORED).all()
    assert (batch.heads[0, 5:] == IGNORED).all()
    alone = toy_cut(envoy().forms, envoy().breaks)
    assert (batch.ids[0, batch.first[0, :5]] == alone.ids[alone.first]).all()


def test_spoiling_forgets_lines_and_hides_pieces_but_no_edges() -> None:
    encoded = encode(document(), inventory(), toy_cut)
    batch = collate([encoded.window(0, 20)])
    assert (batch.shapes >= BREAK).any()
    changed = spoil(batch, np.random.default_rng(0), Mixing({}, no_breaks=1.0, hidden=1.0))
    assert (changed.shapes < BREAK).all()
    inner = int(changed.mask[0].sum()) - 1
    assert (changed.ids[0, 1:inner] == HIDDEN).all()
    assert changed.ids[0, 0] == CLASSIFY
    assert (changed.ids[0, inner + 1 :] == 0).all()


def test_groups_hold_every_window_once_within_the_budget() -> None:
    encoded = encode(document(40), inventory(), toy_cut)
    random = np.random.default_rng(5)
    cut = [w for _ in range(9) for w in windows(encoded, random, UNSPOILT)]
    groups = grouped(cut, random, budget=400)
    assert sorted(id(w) for group in groups for w in group) == sorted(map(id, cut))
    for group in groups:
        assert len(group) == 1 or len(group) * padded(max(map(len, group))) <= 400


def test_workers_see_different_documents_and_the_same_seed_the_same_batches() -> None:
    given = [replace(document(), name=str(number)) for number in range(6)]
    feed = Feed(given, inventory(), toy_cut, UNSPOILT)
    one, again = (list(islice(feed.batches(7), 4)) for _ in range(2))
    assert all((a.ids == b.ids).all() for a, b in zip(one, again, strict=True))
    words = [
        sum(int(batch.words.sum()) for batch in islice(feed.batches(7, worker, 2), 1))
        for worker in range(2)
    ]
    assert sum(words) == sum(map(len, given))


@pytest.mark.parametrize(("weight", "rounds"), [(0.0, 0), (2.0, 2)])
def test_weights_say_how_often_a_corpus_is_seen(weight: float, rounds: int) -> None:
    kept, mixing = inventory(), replace(UNSPOILT, weights={"web": weight})
    feed = Feed([document(), posts()], kept, toy_cut, mixing)
    head = [name for name, _ in kept.heads].index(names_head("web"))
    batch = next(feed.batches(1))
    assert int((batch.labels[..., head] != IGNORED).sum()) == rounds * 6


def test_noise_changes_the_share_of_documents_asked_for() -> None:
    def shouting(given: DocumentExample, random: np.random.Generator) -> DocumentExample:
        upper = tuple(
            replace(one, forms=tuple(form.upper() for form in one.forms)) for one in given.sentences
        )
        return replace(given, sentences=upper)

    plain = toy_cut(envoy().forms, envoy().breaks).ids[1]
    for noisy, kept in ((0.0, True), (1.0, False)):
        mixing = replace(UNSPOILT, noisy=noisy)
        feed = Feed([document()], inventory(), toy_cut, mixing, shouting)
        assert (plain in next(feed.batches(1)).ids[0, :5]) is kept


def test_the_tally_names_every_licence() -> None:
    found = tally([document(), replace(document(), licence="CC0"), posts()])
    assert found["ewt"]["licences"] == ["CC BY 4.0", "CC0"]
    assert found["ewt"]["documents"] == 2
    assert found["web"]["words"] == 8
