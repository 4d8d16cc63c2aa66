"""Across articles: claims, contradictions, expectations."""
