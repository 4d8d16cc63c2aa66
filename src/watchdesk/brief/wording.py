"""How a brief puts dates, counts, tellers and standing into words, in every form it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from watchdesk.records import (
    Basis,
    Bullet,
    Citation,
    Counts,
    Interval,
    Published,
    Verification,
)

Form = Literal["md", "html", "json"]
"""Forms a brief is written in."""
_UNSAFE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # control characters, but not tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # marks that turn the direction of the text
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"  # hidden breaks, notes and tags
)
_NO_ADDRESS = re.compile(r"[\s<>\"\\]")
"""Never in an address that a browser would not have to mend first."""
_BASIS = {
    Basis.METADATA: "",
    Basis.BYLINE: "",
    Basis.URL: " (from its address)",
    Basis.TEXT: " (from its text)",
    Basis.INFERRED: " (inferred)",
    Basis.UNKNOWN: "",
}
_STANDING = {
    Verification.REPORTED: "hearsay",
    Verification.UNVERIFIED: "unverified",
    Verification.CONFIRMED: "confirmed",
    Verification.DENIED: "denied",
    Verification.DISPUTED: "disputed",
    Verification.NO_COMMENT: "no comment",
}


def safe(text: str) -> str:
    """Without characters that a terminal or a page would obey instead of showing."""
    return _UNSAFE.sub("", text)


def line(text: str) -> str:
    """The same on one line, white space folded."""
    return " ".join(safe(text).split())


def escape_unsafe_json(text: str) -> str:
    """JSON with those characters written as escapes: the same data, harmless when printed."""
    return _UNSAFE.sub(lambda match: _utf16_escape(match[0]), text)


def _utf16_escape(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def day(value: date) -> str:
    """``8 August 2024``."""
    return f"{value.day} {value:%B} {value.year}"


def days(interval: Interval) -> str:
    """An interval in words: ``5–11 August 2024``, ``after 1 June 2022``, ``not known``."""
    low, high = interval.earliest, interval.latest
    if low and high:
        if low == high:
            return day(low)
        if (low.year, low.month) == (high.year, high.month):
            return f"{low.day}–{day(high)}"
        return f"{low.day} {low:%B}{'' if low.year == high.year else f' {low.year}'} – {day(high)}"
    if low:
        return f"{day(low)} or later"
    return f"{day(high)} or earlier" if high else "date not known"


def published(when: Published) -> str:
    """A publication date with the basis it rests on."""
    basis = " (from another capture of the page)" if when.same_words else _BASIS[when.basis]
    return days(when) + basis


def _numbered(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def counts(value: Counts) -> str:
    """``3 articles, 2 stories, 1 origin``."""
    return ", ".join(
        (
            _numbered(value.articles, "article", "articles"),
            _numbered(value.families, "story", "stories"),
            _numbered(value.origins, "origin", "origins"),
        )
    )


def weight(value: Counts) -> str:
    """How widely one bullet is told; stories are named only when some articles are copies."""
    parts = [_numbered(value.articles, "article", "articles")]
    if value.families != value.articles:
        parts.append(_numbered(value.families, "story", "stories"))
    known = _numbered(value.origins, "origin", "origins") if value.origins else "no known origin"
    return ", ".join([*parts, known])


def standing(bullet: Bullet) -> str | None:
    """How sure the sources say it is, in a word; ``None`` when they say nothing of it."""
    return _STANDING.get(bullet.verification)


def outlet(citation: Citation) -> str:
    """Who printed cited words."""
    return citation.outlet or "outlet not named"


def heard(bullet: Bullet, cited: Mapping[int, Citation]) -> tuple[str, ...]:
    """Outlet and date of each of a bullet's citations, for one that names no tellers."""
    items = (cited[number] for number in bullet.citations if number in cited)
    return tuple(dict.fromkeys(f"{outlet(item)}, {published(item.published)}" for item in items))


def when(bullet: Bullet, cited: Mapping[int, Citation]) -> str | None:
    """Publication date of the words a bullet is taken from."""
    first = next((cited[number] for number in bullet.citations if number in cited), None)
    return published(first.published) if first else None


def credit(bullet: Bullet) -> tuple[str, ...]:
    """Who told it, outermost first, without those whom the bullet itself names with their office.

    The outlet always stays; whoever is left out can be read in the line above, so the chain is
    whole in the two together.
    """
    said = _plain(bullet.text)
    return tuple(
        name
        for place, name in enumerate(bullet.told_by)
        if place == 0 or not all(_plain(part) in said for part in name.split(", "))
    )


def _plain(text: str) -> str:
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(word for word in words if word not in ('the', 'a', 'an'))} "


def meta(bullet: Bullet, cited: Mapping[int, Citation]) -> str:
    """The line under a bullet: who told whom, when, how sure, how widely, what was worked out."""
    parts = [" › ".join(credit(bullet)), when(bullet, cited)] if bullet.told_by else []
    parts = parts or ["; ".join(heard(bullet, cited))]
    parts += [standing(bullet), weight(bullet.counts) if bullet.counts else None]
    parts += [bullet.because, bullet.note]
    return " · ".join(part for part in parts if part)


def headline(title: str | None) -> str:
    """A headline in quotation marks, or that there is none."""
    return f"“{title}”" if title else "no headline"


def head(citation: Citation) -> str:
    """Outlet, headline and date of cited words."""
    parts = outlet(citation), headline(citation.title), published(citation.published)
    return ", ".join(parts)


def web_address(uri: str) -> str | None:
    """The address when a browser may be sent there (http and https only), else ``None``."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    plain = line(uri) == uri and not _NO_ADDRESS.search(uri)
    return uri if parts.scheme in ("http", "https") and parts.hostname and plain else None
