"""Later sentences that tell that something announced came, was put off, or did not come."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from watchdesk.ledger.deeds import kinds_of, kinds_of_past, weigh
from watchdesk.ledger.expectations_items import ANY
from watchdesk.ledger.expectations_kept import Coming, End, Report, is_vague
from watchdesk.ledger.expectations_words import Matter, Sayings
from watchdesk.ledger.forward import announces
from watchdesk.ledger.outcomes import Ended, called_off
from watchdesk.ledger.settle_match import (
    is_of_it,
    is_of_its_day,
    is_of_its_deed,
    is_of_that_deed,
    names_any,
    tells_most,
)
from watchdesk.records import (
    ExpectationStatus,
    Interval,
    Span,
    Time,
    Verification,
    content_id,
)
from watchdesk.reuse.families import first_order

WINDOW = 60
"""Days after something was due, or was announced without a day, in which its end is told."""
_ALIKE = 2
"""Words or names that words about a day gone by must share with what was due."""
_DATED = 3
"""Days of what is set for a day."""
_SURE = frozenset({Verification.UNMARKED, Verification.CONFIRMED, Verification.REPORTED})
_LAST_DAY = date(9999, 12, 30)
_AS_SAID = re.compile(
    r"\bas\s+(?:(?:had\s+been\s+|was\s+)?(?:announced|planned|promised|scheduled|agreed|arranged|"
    r"threatened|pledged|foreseen|intended|expected)\b"
    r"|(?:[\w’'-]{1,20}\s+){1,3}had\s+(?:said|promised|announced|pledged|threatened)\b)"
    r"|\b(?:made\s+good\s+on|kept\s+(?:its|his|her|their)\s+(?:word|promise|pledge)"
    r"|(?:honou?red|carried\s+out|fulfilled)\s+(?:its|his|her|their)\s+(?:\w+\s+)?"
    r"(?:threats?|promises?|pledges?)|followed\s+through|on\s+schedule)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:\b(?-i:It|They|He|She|Both|Its|His|Her|Their|This|These|Those)\s|\bthere\b)", re.I
)
"""Words that stand for what was named in the sentence before."""
_GOES_ON = re.compile(
    r"(?:It|They|This|That|These|Those)\s|(?:Published|Delivered|Signed|Released|Held|Launched|Opened|"
    r"Issued|Sent|Due|Cancelled|Postponed)(?=\s+(?:on|in|at|by|to|until|for|only|after)\b)"
)
"""Beginnings of a sentence that has what it is about from the one before."""
_ARRIVED = frozenset(("verb com", "verb arriv", "verb appear"))
"""Deeds by which anything can be told to have come late."""
_NEW_DAY = frozenset("to until till for on from by".split())
_STATUS = {
    End.POSTPONED: ExpectationStatus.POSTPONED,
    End.CALLED_OFF: ExpectationStatus.MISSED,
    End.PENDING: ExpectationStatus.MISSED,
    End.PASSED: ExpectationStatus.MISSED,
    End.LATE: ExpectationStatus.MISSED,
    End.REPLACED: ExpectationStatus.SUPERSEDED,
}


def reports(sayings: Sayings) -> Iterator[Report]:
    """The sentences of a page that tell what was done, or that something did not come."""
    page = sayings.page
    reading = page.reading
    doubtful = sorted(
        span for a in reading.attributions if a.verification not in _SURE for span in a.content
    )
    starts = [span.start for span in doubtful]
    before: Span | None = None
    held: Report | None = None
    for sentence in reading.sentences:
        if not page.is_told(sentence):
            continue
        previous, before = before, sentence
        at = bisect_right(starts, sentence.end - 1) - 1
        if at >= 0 and doubtful[at].end > sentence.start:
            continue
        ended = called_off(page.text, sentence)
        kinds = _ended_kinds(sayings, sentence, ended) if ended else _done(sayings, sentence)
        if kinds or ended:
            report = _report(sayings, sentence, previous, ended, kinds)
            follows = held is not None and held.sentence == previous
            if held and follows and _gives_new_day(page.text, held, report):
                report = held._replace(end=End.POSTPONED, moved=report.moved)
            elif held is not None:
                yield held
            held = report
    if held is not None:
        yield held


def _gives_new_day(text: str, held: Report, report: Report) -> bool:
    """Whether a sentence tells the new day of what the one before called off."""
    goes_on = _GOES_ON.match(text, report.sentence.start)
    later = report.end is End.POSTPONED and report.moved is not None
    return held.end is End.CALLED_OFF and later and goes_on is not None


def _done(sayings: Sayings, sentence: Span) -> frozenset[str]:
    """What a sentence tells as done; none where it announces something by its own words."""
    done = sayings.done(sentence)
    if _AS_SAID.search(sentence.text_of(sayings.page.text)):
        done |= {ANY}
    if not done or announces(sayings.page.text, sentence):
        return frozenset()
    return done


def _ended_kinds(sayings: Sayings, sentence: Span, ended: Ended) -> frozenset[str]:
    kinds = sayings.nouns(sentence)
    if ended.end is End.LATE:
        done = sayings.done(sentence)
        kinds |= done | ({ANY} if done & _ARRIVED else set())
    if ended.verb:
        base, _ = weigh(ended.verb, after_be=ended.verb.endswith(("ed", "ing", "en")))
        kinds |= kinds_of(base) | kinds_of_past(ended.verb)
    return kinds


def _report(
    sayings: Sayings,
    sentence: Span,
    previous: Span | None,
    ended: Ended | None,
    kinds: frozenset[str],
) -> Report:
    page = sayings.page
    reading = page.reading
    matter = sayings.matter(sentence, sentence.start)
    before = sayings.matter(previous, previous.start) if previous else None
    told = frozenset().union(*matter.names)
    content = matter.content
    if before and _GOES_ON.match(page.text, sentence.start):
        content, told = content | before.content, told.union(*before.names)
    elif before and _BACK.search(page.text, sentence.start, sentence.end):
        told = told.union(*before.names)
    times = page.times_in(sentence)
    published = reading.article.published.interval
    return Report(
        id=content_id("rep", reading.article.id, sentence),
        article=reading.article.id,
        capture=reading.capture.id,
        known=first_order(reading),
        published=published,
        sentence=sentence,
        kinds=kinds,
        end=ended.end if ended else None,
        names=told,
        content=content,
        before=_all_words(before) if before and ended else frozenset(),
        days=tuple(time.interval for time in times if not time.is_unknown),
        moved=_moved(page.text, ended, times, published) if ended else None,
    )


def _all_words(matter: Matter) -> frozenset[int]:
    return matter.content.union(*matter.names)


def _moved(text: str, ended: Ended, times: Iterable[Time], published: Interval) -> Interval | None:
    """The new day of what is put off."""
    if ended.end is not End.POSTPONED:
        return None
    later = [time for time in times if time.start >= ended.span.end]
    for time in later or times:
        lead = [*text[max(0, time.start - 12) : time.start].split(), ""][-2:]
        words = {lead[0].lower(), text[time.start : time.end].split(maxsplit=1)[0].lower()}
        ahead = published.precedes(time.interval) or words & _NEW_DAY - {"on"}
        if ahead and words & _NEW_DAY and not time.is_unknown and not time.precedes(published):
            first = published.earliest or time.earliest
            if lead[1].lower() == "from" or words & {"from"}:
                return _last_of(time)
            low = max(time.earliest, first) if time.earliest and first else time.earliest
            return Interval.between(low, time.latest)
    return None


def _last_of(time: Time) -> Interval:
    """The new day of "from Monday to Friday"."""
    return Interval.between(time.latest, time.latest)


def last_day(one: Coming, due: Interval) -> date | None:
    """The last day on which the end of something announced can be told, when it was put off to
    some days."""
    first = one.due.latest or one.due.earliest or one.published.latest
    day = max(first, due.latest) if first and due.latest else first or due.latest
    return day + timedelta(WINDOW) if day and day.year < date.max.year else None


def verdict(one: Coming, report: Report, due: Interval) -> ExpectationStatus | None:
    """What a report makes of something announced for some days; ``None`` when nothing."""
    if not _is_in_time(one, report, due):
        return None
    if report.end is End.PASSED and _is_passed(one, report, due):
        return ExpectationStatus.MISSED
    if not _is_of_the_deed(one, report, due):
        return None
    of_it = is_of_it(one, report) or is_of_its_day(one, report, due)
    if not of_it and not _calls_off_its_day(one, report, due):
        return None
    if report.end is None:
        late = _is_late(report, due)
        return ExpectationStatus.MISSED if late else ExpectationStatus.MET
    if report.end in {End.PENDING, End.LATE} and not _is_over(report, due):
        return None
    return _STATUS[report.end]


def _calls_off_its_day(one: Coming, report: Report, due: Interval) -> bool:
    """Whether a report puts or calls off such a deed of the very day, and names any of it."""
    if report.end is None or due.days is None or due.days > _DATED:
        return False
    return names_any(one, report) and any(day.earliest == due.earliest for day in report.days)


def _is_late(report: Report, due: Interval) -> bool:
    """Whether all days that a report tells lie after the last day something was due."""
    days = [day for day in report.days if day.days == 1 and not report.told.precedes(day)]
    if not days or due.latest is None or due.latest > _LAST_DAY:
        return False
    last = Interval.between(None, due.latest + timedelta(1))
    return all(last.precedes(day) for day in days)


def concerns(one: Coming, report: Report) -> bool:
    """Whether a report can tell what became of something, whatever day that was put off to."""
    if not _is_earlier(one, report.told):
        return False
    if report.end is End.PASSED:
        return True
    if is_of_it(one, report) or is_of_its_deed(one, report) or is_of_that_deed(one, report):
        return True
    return tells_most(one, report) or (report.end is not None and names_any(one, report))


def _is_of_the_deed(one: Coming, report: Report, due: Interval) -> bool:
    """Whether a report tells of the same kind of deed, or calls off what was due that day."""
    if one.kinds & report.kinds:
        return True
    if ANY in report.kinds:
        return report.end is End.LATE or _is_of_that_day(report, due)
    if report.end is not None and not report.kinds:
        return True
    dated = due.days is not None and due.days <= _DATED
    if not dated:
        return False
    if report.end is not None:
        return any(day.earliest == due.earliest for day in report.days)
    return bool(report.kinds) and _is_of_all(one, report, due)


def _is_of_all(one: Coming, report: Report, due: Interval) -> bool:
    """Whether a report about the very day tells of two thirds of all that was named."""
    return tells_most(one, report) and any(
        day.days == 1 and day.intersects(due) for day in report.days
    )


def first_day(one: Coming) -> date | None:
    """The day from which the end of something announced can be told; of what was announced nobody
    knows when, from some time before it was due."""
    if not is_vague(one.published) or is_vague(one.due) or one.due.earliest is None:
        return one.published.latest
    return one.due.earliest - timedelta(WINDOW)


def _is_earlier(one: Coming, told: Interval) -> bool:
    """Whether something was announced before a day, as far as days tell."""
    if not is_vague(one.published) or is_vague(one.due):
        return one.published.precedes(told)
    if told.precedes(one.published):
        return False
    first = first_day(one)
    return first is not None and told.earliest is not None and first <= told.earliest


def _is_of_that_day(report: Report, due: Interval) -> bool:
    """Whether the days that a report tells do not speak against the days something was due."""
    told = [day for day in report.days if day.days is not None and day.days <= _DATED]
    if not told or due.days is None or due.days > _DATED:
        return True
    return any(day.intersects(due) for day in told)


def _is_in_time(one: Coming, report: Report, due: Interval) -> bool:
    """Whether a report is told late enough, and of the right days."""
    told, first = report.told, first_day(one)
    if first is None or first == date.max or not _is_earlier(one, told):
        return False
    start = first
    if report.end is None and due.earliest:
        start = max(first, due.earliest)
    last = due.latest or due.earliest or first
    window = Interval.between(start, max(start, last) + timedelta(WINDOW))
    if not told.intersects(window):
        return False
    past = [day for day in report.days if not told.precedes(day)]
    if report.end is not None or not past:
        return True
    return any(day.intersects(window) for day in past)


def _is_passed(one: Coming, report: Report, due: Interval) -> bool:
    """Whether a sentence tells that the last day something was due went by without it; what it
    was may stand in the sentence before."""
    last = due.latest
    if last is None or not any(day.is_bounded and day.contains(last) for day in report.days):
        return False
    words = one.content.union(*one.names)
    return len((report.names | report.content | report.before) & words) >= _ALIKE


def _is_over(report: Report, due: Interval) -> bool:
    told = report.published.earliest
    return due.latest is not None and told is not None and due.latest < told
