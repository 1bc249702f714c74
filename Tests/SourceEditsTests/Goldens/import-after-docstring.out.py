"""A module."""

from decimal import Decimal

X = 1
