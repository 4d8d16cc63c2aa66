"""Whole or cut-off stories glued to the end of an article without anything between.

A boundary is a line that opens like a story where the words change. Both are weighed as log-odds:
how the line opens and what stands before it (``opening``), and whether the lines on both sides
speak of different things (``cohesion``). The text is split at the best boundary, then each half
again, until none is good enough. No boundary is the rule: the first must be clear, the next ones,
in a text known to hold several stories, need less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from watchdesk.cleaning.cohesion import read_words, topic_changes
from watchdesk.cleaning.opening import is_cut, read_form, read_names
from watchdesk.cleaning.page import Page, shared
from watchdesk.cleaning.scene import Scene, common
from watchdesk.cleaning.story import Story
from watchdesk.records import PartKind, Role

_WEIGHTS = {
    "farewell": 4.0,
    "byline": 3.0,
    "signed_headline": 4.0,
    "cut_word": 4.0,
    "cut": 4.0,
    "cut_among": 2.0,
    "pictured": -2.5,
    "headline_too": 2.0,
    "headline_alone": 2.0,
    "headline_missing": -2.0,
    "headline_echo": 1.0,
    "refers_back": -1.5,
    "the": -1.2,
    "a": 1.5,
    "quote": -2.5,
    "dateline": 5.0,
    "capitals": 5.0,
    "day": 1.1,
    "said": -1.2,
    "going_on": -0.5,
    "next_going_on": -0.3,
    "named_anew": 0.5,
    "named_short": -0.9,
    "full_name_first": 1.2,
    "told_before": 5.0,
    "renamed": 1.5,
    "new_names": 1.0,
    "style": 0.6,
    "open_ends": -8.0,
}
"""Log-odds of each cue, set by hand."""
_SAYS = {
    "farewell": "behind words that end an article",
    "byline": "signed",
    "signed_headline": "with a headline",
    "headline_too": "with a headline",
    "headline_alone": "with a headline",
    "headline_echo": "with a headline",
    "cut_word": "behind a line that is cut off",
    "cut": "behind a line that is cut off",
    "cut_among": "behind a line that is cut off",
    "dateline": "with a dateline",
    "capitals": "opening in capitals",
    "day": "saying the day anew",
    "renamed": "introducing people anew",
    "named_anew": "introducing people anew",
    "full_name_first": "opening with a full name",
    "told_before": "telling anew what was told",
    "new_names": "naming nobody named before",
    "style": "written in another style",
}
"""What a cue says, in words."""
_CLEAN, _DIRTY = (2.2, 0.8), (6.0, 2.0)
"""What the first boundary of a text must reach, and each further one."""
_TOPICS = ((-6.0, 0.0, 2.3, -1.0), (6.0, 20.0, 1.2, 0.0), (20.0, 80.0, 3.2, 0.0))
"""From and to which change of topic how much is added; the last number is where counting starts."""
_HERE, _NEAR, _AROUND = 2.0, 5.0, 4
_BELOW, _ABOVE = 6.0, 2.0
_MOST = 7.0
"""More than this the words of a line add to what its form says in no case worth waiting for."""
_CUT_TOO, _NOT_CUT = 1.5, -2.0
_FIT_WORDS, _FIT_LINES = 160, 6
_ONE, _TWO, _FEW, _TINY = -7.0, -3.0, -2.5, -3.3
_ONE_WORDS, _TWO_WORDS, _FEW_WORDS, _TINY_WORDS = 60, 90, 120, 40
_FEW_LINES = 4
_WINDOW = 200
"""So many lines are weighed at a time."""
_PASSES = 400
"""So often a text is weighed as a whole or in part; then it is left as it is."""
_HEAD_WORDS = 24
_SAME_NAMES = 0.4
_PICTURES = frozenset({PartKind.CAPTION, PartKind.CREDIT})
_HEADS = frozenset({PartKind.BYLINE, PartKind.SECTION, PartKind.DATELINE, *_PICTURES})


def find_glued(
    page: Page, body: Sequence[int], taken: set[int], *, dirty: bool = False
) -> list[Story]:
    """Stories behind the first one in a body, whose lines are given, in order.

    ``taken`` are the lines of stories found before: a story that runs into one is left out. A page
    with website words stuck to it (``dirty``) is one article as a rule, and needs clearer signs.
    """
    if len(body) < 4:
        return []
    inside = set(body)
    between = range(body[0], body[-1] + 1)
    free = (i for i in between if i not in taken and (i in inside or not page.is_prose(i)))
    scene = Scene(page, free)
    starts = find_starts(scene, _DIRTY if dirty else _CLEAN)
    stories: list[Story] = []
    stop = _last(page, body[-1], taken) + 1
    for number in reversed(starts):
        top = _top(scene, number)
        stories.append(Story(top, stop - 1, Role.OTHER, _reason(scene, number)))
        stop = top
    return [s for s in stories[::-1] if taken.isdisjoint(range(s.first, s.last + 1))]


def _reason(scene: Scene, number: int) -> str:
    """The two cues that weigh most for a story, in words."""
    cues = {**read_form(scene, number), **read_names(scene, number)}
    told = sorted((-_WEIGHTS[cue] * value, cue) for cue, value in cues.items() if cue in _SAYS)
    said = list(dict.fromkeys(_SAYS[cue] for weight, cue in told if weight < 0))
    return ", ".join(["another story glued on", *said[:2]])


def _top(scene: Scene, number: int) -> int:
    """The first line of a story: the lines above its text that belong to it rather than before."""
    top = scene.at[number]
    while top - 1 > scene.at[number - 1]:
        label = scene.page.labels[top - 1]
        if label is None or label.closes or label.kind not in _HEADS:
            break
        if label.kind in _PICTURES and not _below(scene, scene.page.lines[top - 1].text, number):
            break
        top -= 1
    return top


def _with_head(scene: Scene, number: int) -> int:
    """One line up, where a line that ends no sentence stands there under a finished text."""
    above = number - 1
    if above < 2 or not scene.unended[above] or scene.unended[above - 1]:
        return number
    if scene.sizes[above] > _HEAD_WORDS or scene.ends_open[above]:
        return number
    return above if _below(scene, scene.text(above), number, above - 1) else number


def _below(scene: Scene, text: str, number: int, last: int | None = None) -> bool:
    """Whether a line has more words of the text below it than of the text above."""
    mine = read_words(text).bag
    last = number - 1 if last is None else last
    above = common(mine, scene.words[max(0, last - 2) : last + 1])
    return common(mine, scene.words[number : number + 3]) > above


def _last(page: Page, last: int, taken: set[int]) -> int:
    """The last line of the last story: what follows it up to the next website words."""
    for index in range(last + 1, len(page.lines)):
        label = page.labels[index]
        listed = label is not None and (label.site or label.heads_list or label.ends)
        if listed or index in taken:
            break
        last = index
    return last


def find_starts(scene: Scene, needed: tuple[float, float] = _CLEAN) -> list[int]:
    """Lines of a scene with which its second, third … story begins.

    The stories of one text are mostly cut off all or none: once several cut-off ones are found,
    the text is weighed again with that in mind.
    """
    tail = _broken_tail(scene)
    weigher = _Weigher(scene, tail, needed)
    found = weigher.run()
    if tail < len(scene.at):
        return [*found, *range(tail, len(scene.at))]
    cut = sum(is_cut(scene, number - 1) for number in found)
    if len(found) >= 2 and cut * 3 >= len(found) * 2:
        weigher.alike = (_CUT_TOO, _NOT_CUT)
        return weigher.run()
    if cut * 2 > len(found):
        return found
    return sorted({_with_head(scene, number) for number in found})


def _broken_tail(scene: Scene) -> int:
    """Where a text goes over into paragraphs that are each cut off and tell of something else.

    Gives the number of lines when it does not.
    """
    count = tail = len(scene.at)
    while tail > 0 and scene.broken_off(tail - 1):
        tail -= 1
    if count - tail < 2 or tail < 2:
        return count
    names = [
        set().union(*(w.names for w in part)) for part in (scene.words[tail:], scene.words[:tail])
    ]
    return tail if shared(*names) < _SAME_NAMES else count


class _Weigher:
    """Weighs the boundaries of a scene."""

    def __init__(self, scene: Scene, count: int, needed: tuple[float, float]) -> None:
        self.scene = scene
        self.count = count
        """So many lines of the scene are weighed."""
        self.needed = needed
        """What the first boundary must reach, and each further one."""
        self.bags = [words.bag for words in scene.words]
        self.passes = 0
        self.alike = (0.0, 0.0)
        """Added where the line before a boundary is cut off, and where it is not."""
        self._form: dict[int, float] = {}
        self._names: dict[int, float] = {}

    def run(self) -> list[int]:
        """All boundaries, in order; a long text is read in stretches that overlap."""
        found: list[int] = []
        low, count = 0, self.count
        self.passes = 0
        while count - low >= 3 and self.passes < _PASSES:
            high = min(count, low + _WINDOW)
            found += self.split(low, high, known=bool(found))
            last = max(found, default=0)
            low = high if high == count else max(low + _WINDOW // 2, last)
        return sorted(set(found))

    def form(self, number: int) -> float:
        """Log-odds of a story that begins with a line, by its form and what stands around."""
        if number not in self._form:
            self._form[number] = _weigh(read_form(self.scene, number))
        return self._form[number] + self.alike[not is_cut(self.scene, number - 1)]

    def names(self, number: int) -> float:
        """The same by its names and words."""
        if number not in self._names:
            self._names[number] = _weigh(read_names(self.scene, number))
        return self._names[number]

    def split(self, low: int, high: int, *, known: bool) -> list[int]:
        """Boundaries between two lines of the scene, found from the clearest on."""
        found: list[int] = []
        todo = [(low, high)]
        while todo and self.passes < _PASSES:
            low, high = todo.pop()
            if high - low < 3:
                continue
            self.passes += 1
            need = self.needed[bool(found) or known]
            score, number = self.best(low, high, need)
            if score >= need:
                found.append(number)
                todo += [(low, number), (number, high)]
        return found

    def best(self, low: int, high: int, need: float) -> tuple[float, int]:
        """The best boundary in a stretch, with its log-odds, if they reach what is needed."""
        changes = topic_changes(self.bags[low:high])
        rough: list[tuple[float, int]] = []
        for number in range(low + 1, high):
            place = number - low - 1
            around = changes[max(0, place - _AROUND) : place + _AROUND + 1]
            score = _topic(changes[place], max(around)) + self.form(number)
            rough.append((score + self.side(low, number) + self.side(number, high), number))
        rough.sort(reverse=True)
        best = (float("-inf"), low + 1)
        for score, number in rough:
            if score + _MOST < max(best[0], need):
                break
            best = max(best, (score + self.names(number) + self.fit(low, high, number), number))
        return best

    def side(self, low: int, high: int) -> float:
        """Few lines are seldom a story, unless they are long or cut off."""
        lines = high - low
        if lines > _FEW_LINES:
            return 0.0
        words = self.scene.held(low, high)
        weight = _TINY if words < _TINY_WORDS else 0.0
        if lines == 1:
            return weight + (_ONE if words < _ONE_WORDS else 0.0)
        if lines == 2:
            return weight + (_TWO if words < _TWO_WORDS else 0.0)
        short = lines <= _FEW_LINES and words < _FEW_WORDS and not is_cut(self.scene, high - 1)
        return weight + (_FEW if short else 0.0)

    def fit(self, low: int, high: int, number: int) -> float:
        """Whether the lines at a boundary share their words with their own side."""
        above = self.scene.above(number, _FIT_WORDS, _FIT_LINES, low)
        below = self.scene.below(number, _FIT_WORDS, _FIT_LINES, high)
        first = self.held(number, below[1:]) - self.held(number, above)
        last = self.held(number - 1, above[:-1]) - self.held(number - 1, below)
        return _BELOW * first + _ABOVE * last

    def held(self, number: int, others: Iterable[int]) -> float:
        """Share of a line's words that other lines have too."""
        mine = self.bags[number]
        theirs: set[str] = set()
        for other in others:
            theirs |= self.bags[other]
        return (len(mine & theirs) + 0.5) / (len(mine) + 4)


def _topic(change: float, near: float) -> float:
    level = 0.0
    for low, high, weight, base in _TOPICS:
        level += weight * (base + min(1.0, max(0.0, (change - low) / (high - low))))
    return level + _HERE * max(-1.0, (change - near) / _NEAR)


def _weigh(cues: Mapping[str, float]) -> float:
    return sum(_WEIGHTS[cue] * value for cue, value in cues.items())
