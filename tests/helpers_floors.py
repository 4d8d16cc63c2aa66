"""How far a score may lie below the floor it once won."""

from __future__ import annotations

EPSILON = 0.01
"""The network's sums are rounded otherwise on another kind of processor, and where two readings
of a word are as likely, the other one is taken. The same texts gave at most 1 of 208 answers less
(0.005), and an F1 less by 0.003, on a processor without 8-bit dot products (AMD EPYC, AVX2) than
on the one the floors were set on (Intel Xeon, AMX)."""
