"""A module."""
X = 1
