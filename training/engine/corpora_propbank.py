"""PropBank frames of EWT sentences, read as attributions.

Only frames whose ARG1 is what somebody says, thinks or shows are taken: ARG0 becomes SOURCE, the
predicate CUE, ARG1 CONTENT. Left out, with the reason:

- *Wishes and plans* (want, plan, intend, try, need, decide, choose, refuse): their ARG1 is a deed,
  nothing that could be true or false.
- *Judgements of a person or thing* (criticise, praise, blame, accuse, condemn, support, oppose):
  ARG1 is whom they judge, not what they say.
- *Naming* (call, describe, regard, view, consider as): what is said is spread over ARG1 and ARG2.
- *Talk about a topic* (talk, speak, discuss): ARG1 is the topic.
- *Ordering goods* (order): the frame of commands is rare in the data, the one of purchases is not.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.corpora_conllu import Block, CorpusError, lines
from engine.corpora_spans import content_spans, overlap
from engine.examples import Attribution, Span

SPEECH = frozenset(
    """
    say.01 tell.01 report.01 claim.01 state.01 announce.01 argue.01 allege.01 deny.01 admit.01
    acknowledge.01 explain.01 confirm.01 mention.01 note.01 declare.01 warn.01 add.01 insist.01
    assert.02 assert.03 complain.01 boast.01 hint.01 affirm.01 disclose.01 respond.01 reply.01
    answer.01 promise.01 vow.01 threaten.01 contend.01 testify.01 proclaim.01 confess.01 concede.01
    stress.01 emphasize.01 point_out.02 remind.01 demand.01 propose.01 recommend.01 suggest.01
    urge.01 predict.01 forecast.01 quote.01 cite.01 speculate.01 imply.01 lament.01
    """.split()
)
"""Speech and writing: what is said may also be a noun phrase ("announced the closure")."""

THOUGHT = frozenset(
    """
    think.01 believe.01 know.01 hope.01 fear.01 doubt.01 expect.01 assume.02 suppose.01
    understand.01 realize.01 feel.02 guess.01 imagine.01 agree.01 remember.01 recall.02 learn.01
    hear.01 find.02 find_out.03 discover.01 figure.01 figure_out.05 conclude.01 determine.01
    suspect.01 notice.01 anticipate.01 wonder.01 wish.01 estimate.01 worry.01 sure.02 certain.01
    aware.01 unsure.01 see.01 read.01 ask.01 ask.02 inquire.01 request.01 write.01 swear.01 joke.01
    """.split()
)
"""Knowing, believing, expecting, and asking or writing: only with a clause, for "knows the city",
"asks questions" and "writes books" attribute nothing."""

SAID_IN_ARG2 = frozenset("urge.01 respond.01 reply.01 answer.01".split())
"""Frames whose ARG1 is whom they urge or what they answer; what is said is ARG2."""

EVIDENCE = frozenset("show.01 indicate.01 demonstrate.01 prove.01 reveal.01".split())
"""Things that tell ("the survey shows that"): only with a clause, like thought."""


class PropBank:
    """The frames of a file, by sentence id; a `Frames` for `read_ewt`."""

    def __init__(self, path: Path) -> None:
        """Read `propbank_ewt.jsonl.gz`.

        Raises:
            CorpusError: A line is no record with id, tokens and frames.
        """
        self.path = path
        self._rows: dict[str, tuple[int, dict[str, Any]]] = {}
        for number, line in lines(path):
            try:
                row = json.loads(line)
                self._rows[row["id"]] = (number, {key: row[key] for key in ("tokens", "frames")})
            except (ValueError, KeyError, TypeError) as wrong:
                raise CorpusError(path, number, f"no frame record: {wrong!r}") from wrong

    def __len__(self) -> int:
        return len(self._rows)

    def __call__(self, block: Block) -> list[Attribution] | None:
        """The attributions of a sentence in its word ranges; None if the file does not have it.

        Raises:
            CorpusError: The words of the file are not those of the sentence.
        """
        number, row = self._rows.get(block.comments.get("sent_id", ""), (0, None))
        if row is None:
            return None
        if tuple(row["tokens"]) != block.forms():
            raise CorpusError(self.path, number, f"its words are not those of line {block.line}")
        found = (self._attribution(frame, block, number) for frame in row["frames"])
        return [attribution for attribution in found if attribution is not None]

    def _attribution(
        self, frame: Mapping[str, Any], block: Block, number: int
    ) -> Attribution | None:
        if frame["frame"] not in SPEECH | THOUGHT | EVIDENCE:
            return None
        ranges = self._ranges(frame, block, number)
        said = "ARG2" if frame["frame"] in SAID_IN_ARG2 else "ARG1"
        source, cue, content = (
            tuple(sorted(span for role in roles for span in ranges.get(role, ())))
            for roles in (("ARG0", "C-ARG0"), ("V", "C-V"), (said, f"C-{said}"))
        )
        upos = [row[3] for row in block.rows]
        content = content_spans(block.forms(), upos, content)
        if not (cue and content) or overlap(source, cue, content):
            return None
        verbal = block.rows[int(frame["head"])][3] in ("VERB", "ADJ")
        if not (verbal and frame["frame"] in SPEECH) and not clausal(block, content):
            return None
        return Attribution(source, cue, content)

    def _ranges(self, frame: Mapping[str, Any], block: Block, number: int) -> dict[str, list[Span]]:
        ranges: dict[str, list[Span]] = {}
        for role, first, last in frame["args"]:
            if not 0 <= first <= last < len(block.rows):
                raise CorpusError(self.path, number, f"{role} [{first}, {last}] is outside")
            ranges.setdefault(role, []).append((first, last + 1))
        return ranges


def clausal(block: Block, content: tuple[Span, ...]) -> bool:
    """Whether the words hold a verb of their own (and not just a participle before a noun)."""
    return any(
        block.rows[index][3] in ("VERB", "AUX") and block.rows[index][7] != "amod"
        for start, end in content
        for index in range(start, end)
    )
