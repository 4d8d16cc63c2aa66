"""Which names are news outlets."""

from __future__ import annotations

from watchdesk.language.lexicon import known_exactly

_KNOWN = frozenset(
    (
        "reuters|afp|agence france-presse|ap|associated press|bbc|bloomberg|politico|axios|"
        "cnn|nbc|cbs|abc|npr|pbs|msnbc|fox|fox news|tass|interfax|xinhua|anadolu|"
        "ukrinform|ukrainska pravda|al jazeera|al-jazeera|der spiegel|le monde|le figaro|"
        "bild|die welt|die zeit|el país|el pais|la repubblica|corriere della sera|"
        "the economist|economist|ft|wsj|nyt|financial times|kommersant|izvestia|vedomosti|"
        "meduza|rt|sputnik|ria novosti|newsweek|atlantic|new yorker|intercept|guardian|"
        "independent|telegraph|kyiv independent|haaretz|nikkei|kyodo|yonhap|dawn|nexta|"
        "euronews|radio free europe|rfe/rl|voice of america|deutsche welle|dw|semafor|vox|"
        "slate|buzzfeed|breitbart|huffington post|huffpost|daily beast|national interest|"
        "foreign policy|foreign affairs|the hill|responsible statecraft|ukrainian pravda|"
        "globe and mail|south china morning post"
    ).split("|")
)
_LAST = frozenset(
    "wire ledger register times post journal news herald tribune gazette telegraph "
    "chronicle dispatch newspaper daily "
    "weekly broadcasting tv radio television newswire examiner inquirer courier mirror observer "
    "monitor review magazine enquirer sentinel bulletin zeitung".split()
)
_AGENCIES = frozenset({"news", "press", "telegraph", "information"})


def is_outlet(name: str) -> bool:
    """Whether a name is that of a newspaper, agency or station: known, or told by its words."""
    known = known_exactly(name) if name else None
    if known is not None and known.sure:
        return known.is_outlet
    low = name.lower().removeprefix("the ").strip()
    if low in _KNOWN:
        return True
    words = low.replace("-", " ").split()
    if not words or (not name[:1].isupper() and not name.lower().startswith("the ")):
        return False
    if (
        words[0] in ("bbc", "cnn", "nbc", "cbs", "abc", "fox", "al-jazeera", "sky")
        and len(words) < 4
    ):
        return True
    if words[-1] == "agency":
        return len(words) > 1 and words[-2] in _AGENCIES
    if words[-1] == "press":
        return len(words) > 1 and words[0] != "white"
    return len(words) > 1 and words[-1] in _LAST
