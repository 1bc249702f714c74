"""Routers of the settings."""

from fastapi import FastAPI


def register_setting_routers(app: FastAPI) -> None:
    """Register the routers of the settings.

    - category
    - unit
    """
    pass


def register_report_routers(app: FastAPI) -> None:
    """Register the routers of the reports."""
    pass
