"""Small briefs made by hand, with invented words, for the forms and for what is done to them."""

from __future__ import annotations

from datetime import date

from watchdesk.records import (
    Address,
    Basis,
    Brief,
    Bullet,
    Citation,
    Counts,
    Interval,
    Published,
    Section,
    SectionKind,
    SourceLine,
    Span,
    Verification,
)

WEEK = Interval.between(date(2024, 8, 5), date(2024, 8, 11))
HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "[press](javascript:alert(1)) ![x](https://tracker.example/p.png)",
    "&lt;b&gt; ]]> <!-- {{ 7 * 7 }} {% raw %}",
    "ab\u202ecd\u2066ef\u0007gh\u001b[31mij\u200f\u2028kl\U000e0041mn\x00op\ufffe\uffffqr",
    "HYPERLINK \\l NOTEREF =1+1 @SUM(A1) {INCLUDETEXT c:\\x}",
)
"""What an article may hold to be obeyed instead of shown."""
QUOTES = (
    "The harbour master, Ines Tolland, said on Thursday that the bridge had been shut for repairs.",
    "About 40 ferries were held at the pier, according to the port office.",
    "Marsh Island may reopen the pier by Friday, Ines Tolland said.",
    "The port office declined to comment on the delay.",
)


def citation(number: int, quote: str | None = None, **more: object) -> Citation:
    """Words of the article of the same number."""
    words = quote if quote is not None else QUOTES[(number - 1) % len(QUOTES)]
    when = date(2024, 8, 8)
    values: dict[str, object] = {
        "number": number,
        "at": Address(capture="cap-0a", article=f"art-{number}", span=Span(10, 10 + len(words))),
        "quote": words,
        "outlet": "Harrow Evening Post",
        "title": "Ferry town waits",
        "uri": f"https://harrowpost.example/ferry/{number}",
        "published": Published(earliest=when, latest=when, basis=Basis.METADATA),
    }
    return Citation.model_validate({**values, **more})


def bullet(number: int, text: str | None = None, *numbers: int, **more: object) -> Bullet:
    """A bullet that prints the citation of its number."""
    values: dict[str, object] = {
        "id": f"bul-{number:016x}",
        "text": text if text is not None else QUOTES[(number - 1) % len(QUOTES)],
        "citations": numbers or (number,),
        "told_by": ("Harrow Evening Post", "Ines Tolland"),
        "record": f"clm-{number:016x}",
    }
    return Bullet.model_validate({**values, **more})


def brief(**more: object) -> Brief:
    """Four bullets in a lead, an issue and what is expected; what changed is empty."""
    kinds = SectionKind
    sections = (
        Section(kind=kinds.LEAD, title="Lead", bullets=(bullet(1, None, 1, 2),)),
        Section(kind=kinds.ISSUE, title="Harbours", bullets=(bullet(2), bullet(3, None, 3, 1))),
        Section(kind=kinds.CHANGED, title="What changed", note="Nothing found."),
        Section(kind=kinds.EXPECTED, title="What to expect next", bullets=(bullet(4),)),
    )
    values: dict[str, object] = {
        "desk": "Ferry watch",
        "period": WEEK,
        "counts": Counts(articles=4, families=3, origins=2),
        "sections": sections,
        "citations": tuple(citation(number) for number in range(1, 5)),
        "sources": (
            SourceLine(
                article="art-1",
                capture="cap-0a",
                uri="https://harrowpost.example/ferry/1",
                outlet="Harrow Evening Post",
                title="Ferry town waits",
                published=citation(1).published,
                family="fam-1",
            ),
        ),
    }
    return Brief.model_validate({**values, **more})


def hostile_brief(text: str) -> Brief:
    """A text in every field that can come from outside or from an editor."""
    one = bullet(
        1,
        text,
        told_by=(text, text),
        note=text,
        because=text,
        verification=Verification.DENIED,
        original=text,
        reworded_by="editor",
        editor_note=text,
    )
    section = Section(
        kind=SectionKind.LEAD, title=text, bullets=(one,), note=text, editor_note=text
    )
    cited = citation(1, text, before=text, after=text, outlet=text, title=text, uri=text)
    source = (
        brief()
        .sources[0]
        .model_copy(
            update={"outlet": text, "title": text, "uri": text, "family": text, "reliability": text}
        )
    )
    return brief(
        desk=text,
        as_of=text,
        sections=(section,),
        citations=(cited,),
        sources=(source,),
        editor_note=text,
        stopped=({"text": text, "kind": "name", "word": text, "reason": text, "by": "editor"},),
        edits=({"done": False, "bullet": text, "what": text, "reason": text},),
    )


def texts(made: Brief, kind: SectionKind) -> list[str]:
    """The bullets of the first section of a kind."""
    return [b.text for section in made.sections if section.kind is kind for b in section.bullets]
