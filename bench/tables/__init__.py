"""Sections of docs/benchmarks.md, a module for each benchmark; ``docs/generate.py`` runs them."""
