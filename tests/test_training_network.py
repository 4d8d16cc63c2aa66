"""The network learns, is told nothing where nobody annotated, and is the same once exported."""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from engine.batches import Batch, Feed, Mixing, collate, encode  # noqa: E402
from engine.card import card, similarity_card  # noqa: E402
from engine.evaluate import loss_of, score  # noqa: E402
from engine.examples import DocumentExample, Sentence  # noqa: E402
from engine.export import FINER, export, known  # noqa: E402
from engine.labels import IGNORED, Inventory, inventory_of, names_head  # noqa: E402
from engine.losses import Weights, losses, total  # noqa: E402
from engine.network import Network, Shape, distance_buckets  # noqa: E402
from engine.notices import DATA, ENCODER, LICENCE, URIS  # noqa: E402
from engine.parallel import Worker, launch  # noqa: E402
from engine.reading import ExportedModel, TorchModel  # noqa: E402
from engine.similarity import SentenceEncoder  # noqa: E402
from engine.similarity import export as export_similarity  # noqa: E402
from engine.trainer import (  # noqa: E402
    RunningMean,
    Settings,
    Trainer,
    load_network,
    rate_groups,
    save,
    save_model,
    share_of_rate,
)
from watchdesk.language import trees  # noqa: E402
from watchdesk.language.pieces import Pieces  # noqa: E402

SMALL = Shape(
    layers=2,
    width=32,
    attention_heads=4,
    inner=64,
    vocabulary=400,
    positions=128,
    arcs=16,
    relations=8,
    dropout=0.0,
    head_dropout=0.0,
)
PLAIN = Mixing({}, no_breaks=0.0)


def cut(forms: Sequence[str], breaks: Sequence[bool]) -> Pieces:
    """A word is a piece; its number tells its letters."""
    ids = np.array([200 + sum(map(ord, form)) % 199 for form in forms], np.int32)
    shapes = np.array([8 * line for line in breaks], np.int8)
    return Pieces(ids, shapes, np.arange(len(forms), dtype=np.int32))


def document() -> DocumentExample:
    sentence = Sentence(
        forms=("Envoys", "from", "Arlen", "met", "Otto", "."),
        spaces=(True,) * 6,
        breaks=(False,) * 6,
        upos=("NOUN", "ADP", "PROPN", "VERB", "PROPN", "PUNCT"),
        heads=(3, 2, 0, -1, 3, 3),
        relations=("nsubj", "case", "nmod", "root", "obj", "punct"),
        features=("Number=Plur", "_", "Number=Sing", "Tense=Past", "Number=Sing", "_"),
        names={"gum": ("O", "O", "B-place", "O", "B-person", "O")},
        attributions=(),
    )
    return DocumentExample("d", "gum", "train", "CC BY 4.0", "news", (sentence,) * 10)


def post() -> DocumentExample:
    sentence = Sentence(
        forms=("Otto", "left"),
        spaces=(True, True),
        breaks=(True, False),
        names={"web": ("B-person", "O")},
    )
    return DocumentExample("p", "web", "train", "CC0", "social", (sentence,) * 3)


def inventory() -> Inventory:
    return inventory_of([document(), post()], rare_names=1)


def network() -> Network:
    torch.manual_seed(1)
    kept = inventory()
    return Network(SMALL, kept.width, len(kept.relations))


def batch(*documents: DocumentExample) -> Batch:
    encoded = [encode(one, inventory(), cut) for one in documents]
    return collate([one.window(0, int(one.bounds[-1])) for one in encoded])


def trainer(settings: Settings, worker: Worker | None = None) -> Trainer:
    return Trainer(network(), inventory(), settings, worker or Worker())


def settings(**changed: Any) -> Settings:
    basis = Settings(steps=2, warm=1, rate=3e-3, bf16=False, shape=SMALL, mixing=PLAIN, together=2)
    return replace(basis, **changed)


def feed() -> Feed:
    return Feed([document(), post()], inventory(), cut, PLAIN)


@pytest.mark.parametrize("bf16", [False, True])
def test_two_steps_lower_the_loss(bf16: bool) -> None:
    learner = trainer(settings(bf16=bf16))
    seen = batch(document(), post())
    before = losses(learner.network, seen, inventory())
    learner.learn(iter([seen] * 9), pause=lambda: None)
    after = losses(learner.network.eval(), seen, inventory())
    assert learner.steps == 2
    weights = Weights()
    assert total(after, weights).item() < total(before, weights).item() - 0.1
    assert after["arcs"] < before["arcs"]


def test_heads_without_annotation_get_no_gradient() -> None:
    model, kept = network(), inventory()
    found = losses(model, batch(post()), kept)
    assert set(found) == {names_head("web")}
    total(found, Weights()).backward()
    gradient = model.labels.weight.grad
    for head, span in kept.columns().items():
        learns = bool(gradient[span].abs().sum() > 0)
        assert learns is (head == names_head("web")), head
    assert model.arc_dep.weight.grad is None
    assert model.rel_weight.grad is None


def test_padding_changes_nothing() -> None:
    model = network().eval()
    alone, beside = batch(post()), batch(post(), document())
    with torch.inference_mode():
        outputs = [
            model(*(torch.from_numpy(each) for each in (one.ids, one.shapes, one.mask)))
            for one in (alone, beside)
        ]
    length = int(alone.mask[0].sum())
    for short, long in zip(*outputs, strict=True):
        assert torch.allclose(short[0, :length], long[0, :length], atol=1e-5)


def test_losses_score_arcs_and_relations_as_the_product_does() -> None:
    model, seen = network().eval(), batch(document())
    with torch.no_grad():
        model.arc_distance.copy_(torch.arange(24) / 7)
        given = (torch.from_numpy(each) for each in (seen.ids, seen.shapes, seen.mask))
        _, wanted, offered, dependents, heads = (one[:, 1:61] for one in model(*given))
        arcs = model.arc_scores(wanted, offered)[0].numpy()
        relations = model.relation_scores(dependents[0], heads[0]).numpy()
    product = trees.arc_scores(
        wanted[0].numpy(), offered[0].numpy(), model.arc_distance.detach().numpy()
    )
    assert np.allclose(arcs, product, atol=1e-4)
    weight = model.rel_weight.detach().numpy()
    named = trees.relation_scores(dependents[0].numpy(), heads[0].numpy(), weight)
    assert np.allclose(relations, named, atol=1e-4)
    place = np.arange(60)
    assert (distance_buckets(60).numpy() == trees.bucket(place[None] - place[:, None])).all()


def test_an_arc_never_leaves_its_sentence_in_the_loss() -> None:
    model, seen = network(), batch(document())
    before = losses(model, seen, inventory())["arcs"].item()
    # Without a tree to learn, a guess among six words: log 6.
    with torch.no_grad():
        model.arc_mix.weight.zero_()
        model.arc_bias.weight.zero_()
    assert losses(model, seen, inventory())["arcs"].item() == pytest.approx(math.log(6), abs=1e-3)
    assert before < math.log(60)


def test_every_parameter_learns_once_and_lower_layers_slower() -> None:
    model = network()
    groups = list(rate_groups(model, settings()))
    seen = [id(one) for group in groups for one in group["params"]]
    assert len(seen) == len(set(seen))
    wanted = {id(one) for one in model.parameters()} - {id(model.encoder.pieces.weight)}
    assert set(seen) == wanted
    top, below, lowest, heads = (group["lr"] for group in groups)
    assert lowest < below < top < heads


def test_the_rate_rises_and_falls() -> None:
    given = settings(warm=10, floor=0.1)
    shares = [share_of_rate(step, step / 100, given) for step in (0, 9, 50, 99)]
    assert shares[0] == pytest.approx(0.1)
    assert max(shares) == shares[1]
    assert share_of_rate(100, 1.0, given) == pytest.approx(0.1)


def test_the_running_mean_follows_and_forgets() -> None:
    model = network()
    mean = RunningMean(model, memory=0.5)
    start = model.labels.bias.detach().clone()
    with torch.no_grad():
        model.labels.bias += 1
    mean.add(model)
    assert torch.allclose(mean.kept["labels.bias"], start + 1 - 1 / 11)
    for _ in range(12):
        mean.add(model)
    with torch.no_grad():
        model.labels.bias -= 1
    mean.add(model)
    assert torch.allclose(mean.kept["labels.bias"], start + 0.5, atol=1e-3)


def test_a_checkpoint_goes_on_where_it_was(tmp_path: Path) -> None:
    first = trainer(settings(steps=4))
    first.learn(feed().batches(1), pause=lambda: None)
    save(first.state(), tmp_path / "checkpoint.pt")
    second = trainer(settings(steps=4))
    second.restore(torch.load(tmp_path / "checkpoint.pt", weights_only=True))
    assert (second.steps, second.pieces) == (first.steps, first.pieces)
    for one in (first, second):
        one.settings = settings(steps=6)
        one.learn(feed().batches(2), pause=lambda: None)
        assert one.steps == 6
    for name, value in first.network.state_dict().items():
        assert torch.equal(value, second.network.state_dict()[name]), name


def differing(worker: Worker, folder: Path) -> None:
    """What a process of the test below does: learn from data of its own, and average."""
    learner = trainer(settings(steps=2, together=2), worker)
    own = Feed([[document()], [post()]][worker.number], inventory(), cut, PLAIN)
    learner.learn(own.batches(worker.number), pause=lambda: None)
    torch.save(learner.network.state_dict(), folder / f"{worker.number}.pt")


def test_workers_end_with_equal_parameters(tmp_path: Path) -> None:
    launch(2, differing, tmp_path)
    one, other = (torch.load(tmp_path / f"{number}.pt", weights_only=True) for number in (0, 1))
    untouched = network().state_dict()
    for name, value in one.items():
        assert torch.equal(value, other[name]), name
    assert not torch.equal(one["labels.weight"], untouched["labels.weight"])


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    report = export(network(), inventory(), folder, "7")
    assert report.difference_exact < 1e-3
    assert report.difference_small < 0.5
    assert report.bytes_small < report.bytes_exact
    return folder


def test_an_exported_model_says_the_same(exported: Path) -> None:
    whole = TorchModel(network().eval(), inventory())
    seen = batch(document(), post())
    expected = whole.run(seen.ids, seen.shapes, seen.mask)
    found = ExportedModel.load(exported, "exact").run(seen.ids, seen.shapes, seen.mask)
    for one, other in zip(expected, found, strict=True):
        assert np.abs(one - other)[seen.mask > 0].max() < 1e-3


def test_the_description_names_columns_relations_and_digests(exported: Path) -> None:
    told = json.loads((exported / "model.json").read_text(encoding="utf-8"))
    kept = inventory()
    assert told["version"] == "7"
    assert told["labels"]["upos"][0] == 2
    assert told["relations"] == list(kept.relations)
    assert ExportedModel.load(exported).inventory == kept
    assert {len(digest) for digest in told["sha256"].values()} == {64}
    with np.load(exported / "model.npz") as arrays:
        assert arrays["rel_weight"].shape == (len(kept.relations), 9, 9)
        assert arrays["arc_distance"].shape == (24,)


def test_every_weight_is_in_8_bits_and_some_in_blocks(exported: Path) -> None:
    import onnx

    graph = onnx.load(str(exported / "model.onnx")).graph
    of = {node.name: node.op_type for node in graph.node}
    blocks = {name for name, kind in of.items() if kind == "MatMulNBits"}
    assert blocks
    assert all(set(FINER) & set(name.removesuffix("_Q8").split("/")) for name in blocks)
    assert any("inner" in name and kind == "MatMulInteger" for name, kind in of.items())
    small = {one.name: one.data_type for one in graph.initializer}
    pieces = [kind for name, kind in small.items() if "pieces.weight" in name and "quant" in name]
    assert pieces in ([onnx.TensorProto.INT8], [onnx.TensorProto.UINT8])


def test_an_untrained_and_a_trained_network_are_told_apart(tmp_path: Path) -> None:
    learner = trainer(settings(steps=150, rate=1e-3, memory=0.0))
    fresh = score(TorchModel(network().eval(), inventory()), [document()], cut)
    learner.learn(feed().batches(1), pause=lambda: None)
    save_model(learner, tmp_path / "model.pt")
    trained, kept = load_network(tmp_path / "model.pt")
    found = score(TorchModel(trained, kept), [document()], cut)
    assert found["upos"] == found["las"] == found["sentence_f1"] == 100.0
    assert found["names_gum"] == 100.0
    assert (fresh["las"] or 0.0) < 90.0
    assert loss_of({"gum": found}, {"gum": fresh})["gum"]["las"] > 10


def test_the_similarity_model_is_the_same_in_eight_bits(tmp_path: Path) -> None:
    torch.manual_seed(2)
    model = SentenceEncoder(SMALL).eval()
    report = export_similarity(model, tmp_path)
    assert report["cosine_exact"] > 0.9999
    assert report["cosine_small"] > 0.98
    told = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    assert set(told["sha256"]) == {"model.onnx", told["vocabulary"]}
    assert f"{report['cosine_small']:.4f}" in similarity_card(report)


def test_a_card_says_data_licences_command_and_scores() -> None:
    manifest = {
        "version": "7",
        "command": "python -m engine.learn --data d --out o",
        "data": {"gum": {"documents": 1, "words": 60, "licences": ["CC0"], "genres": ["news"]}},
        "settings": {"seed": 5, "together": 8},
        "workers": 2,
        "steps": 10,
        "minutes": 1.5,
        "versions": {"torch": "2"},
        "scores": {"development": {"gum": {"words": 60.0, "las": 88.04, "upos": None}}},
    }
    written = card(manifest)
    for said in ("# Language engine, model 7", "engine.learn --data", "CC0", "88.0", "Seed 5"):
        assert said in written
    assert "| gum, other genres | upos | none |" in written
    assert "not measured yet" in written
    for notice in (ENCODER, *DATA):
        assert notice.item() in written
    assert all(uri in written for uri in URIS.values())
    assert "| words |" not in written.split("## Scores")[1]


def test_a_card_has_what_was_measured_of_this_file_alone(exported: Path, tmp_path: Path) -> None:
    whole = {
        "command": "c",
        "data": {},
        "settings": {"seed": 5, "together": 8},
        "workers": 2,
        "steps": 10,
        "minutes": 1.5,
        "versions": {"torch": "2"},
        "scores": {},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(whole))
    sizes = dict.fromkeys(("bytes_exact", "bytes_small", "difference_exact"), 1)
    (exported / "export.json").write_text(json.dumps({**sizes, "difference_small": 0.5}))
    told = json.loads((exported / "model.json").read_text(encoding="utf-8"))
    scores = {"int8": {"ewt": {"words": 9.0, "las": 88.25}}}
    result = {
        "part": "test",
        "model": {"sha256": told["sha256"]["model.onnx"]},
        "scores": {
            "from_text": scores,
            "gold_words": scores,
            "loss": {"gold_words": {"ewt": {"las": 0.12}}},
        },
    }
    measured = tmp_path / "language.json"
    measured.write_text(json.dumps(result))
    written = card(known(tmp_path, exported, measured=measured))
    assert "| ewt | las | 88.2 | 0.12 |" in written
    assert "| ewt | las | 88.2 | not measured |" in written
    measured.write_text(json.dumps({**result, "model": {"sha256": "of another file"}}))
    assert "not measured yet" in card(known(tmp_path, exported, measured=measured))


def test_the_description_says_what_the_model_is_made_from(exported: Path) -> None:
    told = json.loads((exported / "model.json").read_text(encoding="utf-8"))
    assert told["licence"] == LICENCE
    assert len(told["made_from"]) == len(DATA) + 1
    assert all("Licence: " in line for line in told["made_from"])


def test_labels_that_nobody_gave_are_a_clear_error() -> None:
    silent = replace(post(), sentences=(replace(post().sentences[0], names={}),))
    found = losses(network(), batch(silent), inventory())
    assert found == {}
    with pytest.raises(ValueError, match="no gold labels"):
        total(found, Weights())
    seen = next(islice(feed().batches(1), 1))
    assert (seen.labels != IGNORED).any()
