"""Routers of the settings."""

from fastapi import FastAPI

from api.routers.setting.product_router import router as product_router


def register_setting_routers(app: FastAPI) -> None:
    """Register the routers of the settings.

    - category
    - unit
    """
    app.include_router(product_router)


def register_report_routers(app: FastAPI) -> None:
    """Register the routers of the reports."""
    pass
