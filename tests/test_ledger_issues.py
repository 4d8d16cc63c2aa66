"""Which issue a stand is on, and what recurs without being one."""

from __future__ import annotations

import pytest

from helpers_book import read
from helpers_positions import enter, posted, tools
from watchdesk.ledger.book import MemoryBook
from watchdesk.ledger.issues_about import Words, issues_on, points_back, stance_on
from watchdesk.ledger.positions import post_positions
from watchdesk.records import Issue, IssueHint, Position, Stance


def words(target: str, stance: Stance = Stance.FOR, turned: tuple[str, ...] = ()) -> Words:
    return Words(
        stance=stance,
        target=target,
        turned=turned,
        limited="",
        around=(f"They back {target}.",),
        heading="",
        before="They back",
    )


def test_a_word_that_turns_the_stance_turns_nothing_where_the_issue_names_it() -> None:
    embargo = Issue(name="Embargo", terms=("oil embargo",))
    oil = Issue(name="Oil trade", terms=("oil",))
    against_it = words("the oil embargo", Stance.FOR, ("embargo",))
    assert stance_on(embargo, against_it) is Stance.AGAINST
    assert stance_on(oil, against_it) is Stance.FOR


def test_who_favours_the_opposite_cause_is_against() -> None:
    issue = Issue(name="Tariffs", terms=("tariffs",), against=("free trade",))
    assert stance_on(issue, words("free trade with the bloc")) is Stance.AGAINST


def test_a_term_may_be_written_with_a_hyphen_or_a_space() -> None:
    issue = Issue(name="Missiles", terms=("long-range",))
    assert stance_on(issue, words("long range missiles")) is Stance.FOR


def test_an_issue_without_terms_is_on_nothing() -> None:
    assert stance_on(Issue(name="Empty"), words("anything")) is None


@pytest.mark.parametrize(
    ("target", "points"),
    [
        ("the move", True),
        ("such requests", True),
        ("", True),
        ("a similar agreement with Kenya on the same day", True),
        ("the tax on sugar", False),
        ("Kenya", False),
    ],
)
def test_what_points_back(target: str, points: bool) -> None:
    assert points_back(words(target)) is points


def test_what_points_back_is_on_the_issue_told_before() -> None:
    issue = Issue(name="The dam", terms=("dam",))
    text = "The dam has divided the valley. Sudan called the move an escalation."
    book = enter(MemoryBook(), [posted(read(text, "2024-08-01"))], issue)
    assert [(p.name, p.stance) for p in book.standing(Position)] == [("Sudan", Stance.AGAINST)]


_TEXTS = (
    ("2024-05-01", "Kenya opposed the mangrove levy."),
    ("2024-05-03", "Ghana supported the mangrove levy in parliament."),
    ("2024-05-06", "Togo rejected the mangrove levy."),
)


def test_a_matter_that_recurs_is_hinted_at() -> None:
    ones = [posted(read(text, day)) for day, text in _TEXTS]
    book = enter(MemoryBook(), ones)
    (hint,) = book.standing(IssueHint)
    assert hint.name == "mangrove levy"
    assert hint.articles == 3
    assert hint.actors == ("Ghana", "Kenya", "Togo")


def test_two_stories_or_one_actor_are_no_matter() -> None:
    ones = [posted(read(text, day)) for day, text in _TEXTS]
    assert enter(MemoryBook(), ones[:2]).standing(IssueHint) == []
    same = [posted(read(f"Kenya opposed the mangrove levy {n}.", "2024-05-01")) for n in range(4)]
    assert enter(MemoryBook(), same).standing(IssueHint) == []


def test_copies_do_not_make_a_matter() -> None:
    ones = [posted(read(text, day), "fam-1") for day, text in _TEXTS]
    assert enter(MemoryBook(), ones).standing(IssueHint) == []


def test_an_issue_that_names_it_needs_no_hint() -> None:
    ones = [posted(read(text, day)) for day, text in _TEXTS]
    issue = Issue(name="Levy", terms=("mangrove levy",))
    assert enter(MemoryBook(), ones, issue).standing(IssueHint) == []


def test_a_hint_goes_with_its_articles() -> None:
    ones = [posted(read(text, day)) for day, text in _TEXTS]
    book = enter(MemoryBook(), ones)
    post_positions(book, [], [ones[0].id], tools())
    assert book.standing(IssueHint) == []


def test_a_country_is_no_matter() -> None:
    texts = [(day, f"{who} rejected South Korea.") for day, who in _WHO]
    texts += [(day, f"{who} opposed new Chinese rules.") for day, who in _WHO]
    book = enter(MemoryBook(), [posted(read(text, day)) for day, text in texts])
    names = {hint.name for hint in book.standing(IssueHint)}
    assert not names & {"South Korea", "Chinese", "South", "Korea"}


_WHO = (("2024-05-01", "Kenya"), ("2024-05-03", "Ghana"), ("2024-05-06", "Togo"))
_CORRIDOR = Issue(name="Road to the lake", terms=("corridor", "Lake Sund"))
_GRAIN = Issue(name="Grain corridor", terms=("grain", "wheat"))


def test_a_noun_that_two_issues_use_is_on_the_one_the_article_is_about() -> None:
    text = "Grain ships left port. The wheat was late. Kenya wants the corridor kept open."
    book = enter(MemoryBook(), [posted(read(text, "2024-05-01"))], _CORRIDOR, _GRAIN)
    assert {p.issue for p in book.standing(Position)} == {"Grain corridor"}


def test_a_noun_of_the_name_names_the_issue_in_an_article_about_it() -> None:
    issue = Issue(name="Mackerel cut", terms=("mackerel",))
    text = "The mackerel is scarce. Kenya supports the cut in full."
    book = enter(MemoryBook(), [posted(read(text, "2024-05-01"))], issue)
    assert [p.stance for p in book.standing(Position)] == [Stance.FOR]


@pytest.mark.parametrize(
    ("did", "stance"), [("approved", Stance.AGAINST), ("rejected", Stance.FOR)]
)
def test_somebody_s_decision_is_the_stand_they_take(did: str, stance: Stance) -> None:
    text = f"Kenya {did} the dam. Ghana called the Kenyan decision a mistake."
    issue = Issue(name="The dam", terms=("dam",))
    book = enter(MemoryBook(), [posted(read(text, "2024-05-01"))], issue)
    assert {p.name: p.stance for p in book.standing(Position)}["Ghana"] is stance


def test_a_plan_of_its_own_is_another_plan() -> None:
    assert not points_back(words("a plan of its own"))


def test_of_what_a_target_names_the_first_governs() -> None:
    missiles = Issue(name="Missiles", terms=("missiles",))
    lake = Issue(name="The lake", terms=("lake",))
    on = issues_on([missiles, lake], words("the use of missiles near the lake"))
    both = issues_on([missiles, lake], words("the missiles and the lake"))
    assert [issue.name for issue, _ in on] == ["Missiles"]
    assert [issue.name for issue, _ in both] == ["Missiles", "The lake"]
