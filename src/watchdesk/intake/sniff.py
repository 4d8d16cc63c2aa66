"""Telling what a file is from its first bytes."""

from __future__ import annotations

import json

from watchdesk.intake.sources import Format

HEAD = 1 << 16
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE = (b"<!doctype html", b"<html")
_MAYBE_PAGE = (b"<?xml", b"<!--", b"<!doctype")
_FRAGMENT = (b"<head", b"<body", b"<article", b"<main", b"<section", b"<div", b"<p>", b"<p ")


def sniff(head: bytes) -> Format:
    """The format of a file named without a suffix that tells it; text when nothing else fits."""
    if is_page(head) or _start(head).startswith(_FRAGMENT):
        return Format.HTML
    return Format.JSONL if begins_with_row(head) else Format.TEXT


def is_page(head: bytes) -> bool:
    """Whether these bytes begin an HTML document, whatever the file is called."""
    start = _start(head)
    return start.startswith(_PAGE) or (start.startswith(_MAYBE_PAGE) and b"<html" in start)


def begins_with_row(head: bytes) -> bool:
    """Whether the first line that is not blank is a whole JSON object.

    A line longer than the head counts when it begins like one.
    """
    start = _unmarked(head)
    if not start.startswith(b"{"):
        return False
    line, end, _ = start.partition(b"\n")
    if not end and len(head) >= HEAD:
        return line[1:].lstrip().startswith(b'"')
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def is_json(head: bytes) -> bool:
    """Whether these bytes begin like a JSON list or object."""
    return _unmarked(head).startswith((b"{", b"["))


def _unmarked(head: bytes) -> bytes:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()


def _start(head: bytes) -> bytes:
    return _unmarked(head)[:4096].lower()
