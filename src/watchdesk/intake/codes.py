"""The reasons for which intake refuses, each with its code, its words and its cure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from watchdesk.errors import InputRefused


class _Why(NamedTuple):
    meaning: str
    reason: str
    cure: str


_WHY: Mapping[str, _Why] = MappingProxyType(
    {
        "W101": _Why(
            "no such file or folder",
            "there is no such file or folder",
            "Check the path.",
        ),
        "W102": _Why(
            "a web address that is not fetched",
            "this is a web address, and it is not fetched",
            "The commands read and ingest fetch addresses that begin with http:// or https://, and "
            "in Python Context(web=Web()) does. Save the page to a file otherwise.",
        ),
        "W103": _Why(
            "not a regular file (pipe, device or socket)",
            "this is {what}, not a file",
            "Write its content to a file and give the path of that file.",
        ),
        "W104": _Why(
            "no permission to read the file or folder",
            "no permission to read it",
            "Give yourself read permission, or copy it to where you can read it.",
        ),
        "W105": _Why(
            "the system could not read the file or folder",
            "it could not be read ({what})",
            "Check the disk and the path, then try again.",
        ),
        "W106": _Why(
            "a folder or archive without any file that can be read",
            "the {kind} has no file that can be read{what}",
            "Readable are .txt, .html and .mhtml, .jsonl, .json, .csv, .tsv and .parquet, .rss, "
            ".atom and .xml feeds, .warc and .wet files, also packed as .gz, .bz2 or .xz, and "
            ".zip and .tar archives of them.",
        ),
        "W107": _Why(
            "a link to a folder that holds it",
            "this link leads back to a folder that holds it",
            "Nothing is missing from the reading; remove the link to be rid of this line.",
        ),
        "W108": _Why(
            "a file over the size limit",
            "the file has {what} bytes, more than the {limit} allowed for one text",
            "Split it into one file per article, or write one article per row as JSON Lines.",
        ),
        "W109": _Why(
            "an empty file",
            "the file is empty",
            "Save the page or text again.",
        ),
        "W110": _Why(
            "a text with hardly a word in it",
            "the text has {what} letters and digits, fewer than {limit}",
            "Check that the file holds an article.",
        ),
        "W111": _Why(
            "not text: an image, an archive, a PDF or other binary data",
            "this looks like {what}, not text",
            "{cure}",
        ),
        "W112": _Why(
            "bytes in no recognisable text encoding",
            "the bytes are not valid UTF-8 and fit no other text encoding",
            "Save the file again as UTF-8.",
        ),
        "W113": _Why(
            "an HTML page without article text",
            "no article text was found on the page",
            "Save the page after it has fully loaded, or save its text as a .txt file.",
        ),
        "W114": _Why(
            "an HTML page nested too deep or with too many elements",
            "the page has more than the {limit} {what} allowed",
            "Save the article's text as a .txt file.",
        ),
        "W115": _Why(
            "HTML that could not be parsed",
            "the HTML could not be parsed",
            "Save the page again, or save its text as a .txt file.",
        ),
        "W116": _Why(
            "a row that is not valid JSON",
            "the row is not valid JSON ({what})",
            "Write one JSON object per line.",
        ),
        "W117": _Why(
            "a row that is not a JSON object",
            "the row is {what}, not a JSON object",
            'Write one object per line, such as {{"text": "...", "url": "..."}}.',
        ),
        "W118": _Why(
            "a row without text",
            "the row has no text{what}",
            "Put the article into a field named text, body, content or html, or say which it is "
            "with --map text=FIELD.",
        ),
        "W119": _Why(
            "a row over the size limit",
            "the row has more than the {limit} bytes allowed for one row",
            "Check that every article is a row of its own.",
        ),
        "W120": _Why(
            "JSON that is wrong or cut off from some place on",
            "the JSON is not valid ({what}); what comes after was not read",
            "Write it again; in JSON Lines, one object per line, a broken row costs only itself.",
        ),
        "W121": _Why(
            "a text over the length limit",
            "the text has {what} characters, more than the {limit} allowed",
            "Split it into one file or row per article.",
        ),
        "W122": _Why(
            "a JSON Lines file without valid JSON in its first rows",
            "none of its first {limit} rows is valid JSON, so the rest was not read",
            "Write one JSON object per line, or give the file the suffix of what it is.",
        ),
        "W124": _Why(
            "an archive inside too many others",
            "it is packed inside {limit} other archives, and no deeper is read",
            "Unpack the outer archives and give the inner ones.",
        ),
        "W125": _Why(
            "an archive that unpacks to far more than its size, or has too many members",
            "{what}",
            "If you trust where it comes from, unpack it and give the files inside.",
        ),
        "W126": _Why(
            "an archive or packed file that is damaged or cut off",
            "{what}",
            "Get it again from where it came; what could be read of it was read.",
        ),
        "W127": _Why(
            "a member of an archive that cannot be unpacked",
            "{what}",
            "{cure}",
        ),
        "W128": _Why(
            "a file too large to be read from a stream or out of an archive",
            "it can only be read as a file of its own, and is larger than the {limit} bytes "
            "allowed for a temporary copy",
            "Save or unpack it to a file and give the path of that file.",
        ),
        "W130": _Why(
            "a web archive that is damaged or cut off",
            "the web archive is damaged: {what}",
            "Get it again from where it came; what could be read of it was read.",
        ),
        "W131": _Why(
            "pages of a web archive that were refused after the first hundred",
            "after {limit} refusals, these were not named one by one: {what}",
            "Nothing more is to be done than for those that were named.",
        ),
        "W132": _Why(
            "a page saved as MHTML that holds no page",
            "no part of it is an HTML page{what}",
            "Save the page again, as a web page in a single file.",
        ),
        "W133": _Why(
            "a page saved as MHTML with too many parts or headers",
            "it has more than the {limit} {what} allowed",
            "Save the page again, or as HTML only.",
        ),
        "W135": _Why(
            "a --map that does not say which column holds which field",
            "{what}",
            "Write --map FIELD=COLUMN, e.g. --map text=body,url=link.",
        ),
        "W136": _Why(
            "a column named with --map that no row has",
            "no row has {what}",
            "Give the names of its own columns to --map.",
        ),
        "W137": _Why(
            "a table without a column known to hold texts",
            "{what}",
            "Its first row must name the columns; say which one holds the text with "
            "--map text=COLUMN.",
        ),
        "W138": _Why(
            "lines of a table that are not a row of it",
            "{what}",
            "Put cells with line ends, quotation marks or separators in double quotes, and double "
            "the quotation marks inside.",
        ),
        "W139": _Why(
            "a Parquet file that is damaged or would unpack to too much",
            "{what}",
            "Get it again from where it came, or write it again with smaller pages.",
        ),
        "W140": _Why(
            "XML or JSON that is no feed",
            "this is {what}, not a feed",
            "Give the address of the feed itself; articles are read from .html, .txt and .jsonl.",
        ),
        "W141": _Why(
            "a feed too broken to be read at all",
            "it could not be parsed as a feed",
            "Get it again from where it came.",
        ),
        "W142": _Why(
            "an address that is not fetched: no http or https, with a password, or wrong",
            "{what}",
            "Write the address as a browser shows it, beginning with http:// or https://.",
        ),
        "W143": _Why(
            "an address inside a private network, or a redirect to one",
            "{what}",
            "If it is a server of your own, name it and use --allow-private.",
        ),
        "W144": _Why(
            "no connection to the server",
            "no connection to the server ({what})",
            "Check the address and your connection, then try again.",
        ),
        "W145": _Why(
            "a server that is too slow",
            "the server was too slow ({what})",
            "Try again later.",
        ),
        "W146": _Why(
            "an answer over the size limit, or that unpacks to far more than its size",
            "{what}",
            "If you trust where it comes from, download it and give the path of the file.",
        ),
        "W147": _Why(
            "a server that answers with an error",
            "the server answered {what}",
            "{cure}",
        ),
        "W148": _Why(
            "an address that only leads on to others",
            "{what}",
            "Open it in a browser and give the address it ends at.",
        ),
        "W149": _Why(
            "an answer that is broken or cut off",
            "the answer is broken ({what})",
            "Try again; if it stays so, open it in a browser and save the page.",
        ),
    }
)

REFUSAL_CODES: Mapping[str, str] = MappingProxyType(
    {code: why.meaning for code, why in _WHY.items()}
)
"""Every code intake refuses with, and what it means in one line."""


def refused(code: str, uri: str, **words: object) -> InputRefused:
    """The error of a code, its template filled with ``words``; numbers are printed with commas,
    characters that cannot be printed are escaped."""
    why = _WHY[code]
    shown = {key: f"{w:,}" if isinstance(w, int) else _printable(w) for key, w in words.items()}
    return InputRefused(
        code, uri, why.reason.format(**{"what": "", **shown}), why.cure.format(**shown)
    )


def _printable(word: object) -> str:
    text = str(word)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
