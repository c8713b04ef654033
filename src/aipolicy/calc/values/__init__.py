"""Exact values: money, shares, areas, counts, ranges; no law."""
