"""One file packed by gzip, bzip2 or xz."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.intake.codes import refused
from watchdesk.intake.formats import unpacked_name
from watchdesk.intake.members import check_depth
from watchdesk.intake.piece import Context, Item, Piece
from watchdesk.intake.read import read_inner, read_piece
from watchdesk.intake.unpack import Unpacked, packed_by


def read_packed(piece: Piece, context: Context) -> Iterator[Item]:
    """What a packed file holds; the ``uri`` stays that of the file.

    What comes before damage, or before more is unpacked than allowed, is read; a refusal W125 or
    W126 says so at the end. Raises ``InputRefused`` W111 for zstd and W124.
    """
    method = packed_by(piece.head)
    if method is None:
        cure = "Unpack it, for example with `zstd -d`, and give what comes out."
        raise refused("W111", piece.uri, what="zstd-compressed data", cure=cure)
    check_depth(piece, method.name, context.limits)
    stream = Unpacked(piece.stream, method, piece.uri, context.limits, piece.spent)
    inner = piece.inner(unpacked_name(piece.name), piece.uri, stream.buffered(), method.name)
    yield from read_inner(inner, stream, context, read_piece)
