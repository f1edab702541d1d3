"""Compares Tsubame with the reference, route by route: see README.md."""
