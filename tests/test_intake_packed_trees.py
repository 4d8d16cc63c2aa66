"""The same files give the same captures and refusals, however they are packed."""

from __future__ import annotations

import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_archives import OTHER, PACKS, PAGE, ROWS, STORY, TAR_FORMATS, tar_of, zip_of
from watchdesk import intake
from watchdesk.records import Capture, Refusal

Tree = dict[str, bytes]

STEMS = st.sampled_from(["a", "story", "README", "säule", ".hidden", "two words", "x.y"])
ENDINGS = st.sampled_from(
    ".txt .TXT .html .jsonl .json .csv .xml .mht .warc .parquet .txt.gz .gz .zip .tar .png".split()
)
FOLDERS = st.lists(st.sampled_from(["north", "south!", ".git", "__MACOSX"]), max_size=2)
SMALL = st.sampled_from(
    [
        *(STORY, OTHER, PAGE, ROWS, b"", b" \n", b"caf\xe9 stories of old"),
        *(b"\x89PNG\r\n\x1a\n" + bytes(30), b"%PDF-1.4"),
        *(b'[{"text": "A list of one article."}]', b'{"name": "no article"}'),
        b"text,url\nWords.,u\n",
        b"<rss><channel><item><title>An item</title></item></channel></rss>",
        b"<urlset></urlset>",
        *(PACKS["gz"](STORY), PACKS["xz"](ROWS), PACKS["gz"](STORY)[:-9]),
        zip_of({"in/a.txt": STORY, "b.png": b""}),
        tar_of({"in/a.txt": OTHER}),
        zip_of({})[:9],
    ]
)
TREES = st.dictionaries(
    st.builds(
        lambda folders, stem, ending: "/".join([*folders, stem + ending]), FOLDERS, STEMS, ENDINGS
    ),
    SMALL | st.binary(max_size=80),
    max_size=6,
)
CONTAINERS: list[tuple[str, Callable[[Iterable[tuple[str, bytes]]], bytes]]] = [
    *((".zip", lambda files, m=m: zip_of(files, m)) for m in (zipfile.ZIP_STORED, 8, 12)),
    *((".tar", lambda files, f=form: tar_of(files, f)) for form in TAR_FORMATS),
    *((f".tar.{k}", lambda files, pack=pack: pack(tar_of(files))) for k, pack in PACKS.items()),
]


def told(path: Path, before: str) -> tuple[Counter[tuple[str, ...]], Counter[str]]:
    """Address behind ``before``, id and text, or code and reason, of everything; and what was
    passed over."""
    context = intake.Context()
    found: Counter[tuple[str, ...]] = Counter()
    for item in intake.read([path], context):
        place = item.uri.removeprefix(before)
        if isinstance(item, Capture):
            found[place, item.id, item.text, item.encoding] += 1
        elif not isinstance(item, Refusal):
            found[place, item.state, *item.flaws] += 1
        elif item.code != "W106" or place:
            found[place, item.code, item.reason] += 1
    return found, context.passed_over


def laid_out(folder: Path, tree: Tree) -> None:
    for name, data in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def hidden_together(over: Counter[str]) -> Counter[str]:
    """In a folder a hidden folder counts as one, in an archive each file in it."""
    return Counter({ending: number for ending, number in over.items() if ending and number})


@settings(deadline=None, max_examples=120)
@given(TREES, st.sampled_from(CONTAINERS))
def test_archive_is_read_as_the_folder_it_was_made_of(
    tree: Tree, container: tuple[str, Callable[[Iterable[tuple[str, bytes]]], bytes]]
) -> None:
    ending, pack = container
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "folder")
        folder.mkdir()
        laid_out(folder, tree)
        archive = Path(scratch, f"archive{ending}")
        archive.write_bytes(pack(tree.items()))
        direct, over = told(folder, f"{folder}")
        packed, over_packed = told(archive, f"{archive}")
        inside = Counter({(k[0].removeprefix("!"), *k[1:]): n for k, n in packed.items()})
        if any(tree):  # an empty tar file has nothing to tell it by
            assert inside == direct
            assert hidden_together(over_packed) == hidden_together(over)


@settings(deadline=None, max_examples=60)
@given(
    SMALL | st.binary(max_size=400),
    ENDINGS.filter(lambda ending: ending != ".warc"),  # whose reader unpacks by itself
    st.sampled_from(list(PACKS)),
)
def test_packed_file_is_read_as_the_file_itself(data: bytes, ending: str, pack: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        plain, packed = Path(scratch, f"a{ending}"), Path(scratch, f"a{ending}.{pack}")
        plain.write_bytes(data)
        packed.write_bytes(PACKS[pack](data))
        expected = told(plain, f"{plain}")
        assert told(packed, f"{packed}") == expected
