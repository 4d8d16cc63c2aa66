"""What can go wrong, each with a stable code, what was wrong, and what to do.

::

    WatchdeskError
    ├── InputRefused      W1xx  a file, row or address could not be read
    ├── DeskError         W2xx  the desk's folder or watch.toml
    ├── LedgerError       W3xx  the ledger
    └── ModelError        W4xx  the models that ship
"""

from __future__ import annotations

from watchdesk.records.capture import Refusal


class WatchdeskError(Exception):
    """Base of all errors a user can cause; ``str()`` is one line with the code and the cure."""

    def __init__(self, code: str, where: str, reason: str, cure: str) -> None:
        """Keep the four parts of the message."""
        super().__init__(f"{where}: {reason} [{code}]. {cure}")
        self.code = code
        self.where = where
        self.reason = reason
        self.cure = cure

    def __reduce__(self) -> tuple[type[WatchdeskError], tuple[str, str, str, str]]:
        """Errors come back from other processes as what they are."""
        return type(self), (self.code, self.where, self.reason, self.cure)

    def refusal(self) -> Refusal:
        """The same as a record."""
        return Refusal(uri=self.where, code=self.code, reason=self.reason, cure=self.cure)


class InputRefused(WatchdeskError):
    """A file, row or address that could not be read; the others go on."""


class DeskError(WatchdeskError):
    """The desk's folder or its watch.toml is missing or wrong."""


class LedgerError(WatchdeskError):
    """The ledger cannot be opened, or was written by a newer version."""


class ModelError(WatchdeskError):
    """A model file is missing or damaged, or what runs it is."""


CODES = {
    "W123": "the text could not be taken apart: a fault of Watchdesk",
    "W190": "the process that read the text died, twice",
    "W191": "the text was taken out of the ledger, and is to stay out",
    "W201": "the desk's folder is missing, a file, or no desk",
    "W202": "watch.toml is missing or cannot be read",
    "W203": "watch.toml is not valid TOML",
    "W204": "a key of watch.toml is unknown, doubled or has a wrong value",
    "W205": "the desk's folder cannot be made or written to",
    "W206": "the folder already is a desk",
    "W207": "no period was given and the ledger holds no dated article",
    "W208": "nothing in the ledger has this id or address",
    "W209": "the output file cannot be written",
    "W210": "no path was named, and watch.toml names no feed",
    "W211": "a file to compare holds more than one page",
    "W212": "a file to compare holds no article",
    "W213": "an id names no claim, telling or ruling that this can be done with",
    "W214": "a question names an issue, a status or a filter that there is not",
    "W216": "there is no export format of this name",
    "W215": "the desk cannot be served at this host or port",
    "W218": "what has this id was taken out of the ledger",
    "W219": "nothing in the ledger is at an address or host, or of an outlet, that is to go",
    "W220": "boundaries.geojson of the desk is no GeoJSON of lines in degrees",
    "W221": "boundaries.geojson of the desk is too large",
    "W222": "a rating names no outlet or no grade, or watch.toml cannot take it",
    "W223": "a rating that is to be taken back is not there, or the log of ratings is damaged",
    "W230": "an editor's file cannot be read or written, or is not valid TOML",
    "W231": "a key of an editor's file is unknown, doubled or has a wrong value",
    "W232": "a model is to rephrase bullets, and watch.toml names none, or its key is not set",
    "W240": "a package is not installed that reads on clusters",
    "W241": "no Ray cluster answers at an address",
    "W242": "Ray could not be begun or joined",
    "W243": "a cluster was lost, or cannot read",
    "W250": "nothing tells what of a crawl is relevant",
    "W251": "archives on S3 cannot be listed or read",
    "W252": "a path of a crawl holds no web archive",
    "W260": "a backup is damaged, incomplete, or none",
    "W281": "a request of the API has a parameter that is unknown, missing or wrong",
    "W282": "the API has no such address, or does not answer this method there",
    "W283": "the API failed: a fault of Watchdesk",
    "W284": "the package that assistants are served with is not installed",
    "W285": "the file with the server's token cannot be read, or holds none",
    "W301": "the ledger file is some other database",
    "W302": "the ledger was written by a newer Watchdesk",
    "W303": "the ledger file is damaged or cannot be opened",
    "W304": "the ledger is locked by another process",
    "W305": "the disk with the ledger is full",
    "W306": "the index that finds copies is damaged or of another version",
    "W307": "the ledger was not put together across articles by these rules",
    "W308": "the ledger's server cannot be reached, or was lost",
    "W309": "the ledger's server does not let this user in",
    "W310": "the ledger's server has no such database",
    "W311": "the ledger's server does not allow this user to do it",
    "W312": "the ledger's server took too long to answer",
    "W313": "the address of a ledger is none, or holds a password",
    "W314": "the ledger's server is too old, or its database does not keep UTF-8",
    "W315": "a ledger is to be copied into one that is not empty",
    "W316": "a copied ledger did not arrive as it was sent",
    "W317": "the package that speaks with PostgreSQL is not installed",
    "W401": "a model file is missing",
    "W402": "a model file is damaged",
    "W403": "the package that runs models is missing",
    "W404": "a worker runs another version of Watchdesk or its models",
    "W405": "a reader dies as it begins",
}
"""Codes of the desk, the ledger and the models; those of input are ``intake.REFUSAL_CODES``."""
