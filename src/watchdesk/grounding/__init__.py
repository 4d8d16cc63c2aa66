"""Spans to times, places, quantities and actors."""
