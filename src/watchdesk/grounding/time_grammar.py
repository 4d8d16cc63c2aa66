"""All forms time expressions take, and their patterns."""

from __future__ import annotations

import re
from functools import cache

from watchdesk.grounding.time_forms_dates import CALENDAR_FORMS, NAMED_FORMS
from watchdesk.grounding.time_forms_lengths import LENGTH_FORMS, SET_FORMS, SHIFT_FORMS

FORMS = (*CALENDAR_FORMS, *SHIFT_FORMS, *LENGTH_FORMS, *NAMED_FORMS, *SET_FORMS)
"""Where two match the longer wins, and of equals the earlier in this list.

A reader gets a match and gives what it says, or ``None`` when the words only look like a time.
Every pattern marks the words of the expression as group ``core`` or as the whole match.
"""


@cache
def pattern(rank: int) -> re.Pattern[str]:
    """The compiled pattern of the form at this place in ``FORMS``, made when first needed."""
    return re.compile(FORMS[rank].pattern)
