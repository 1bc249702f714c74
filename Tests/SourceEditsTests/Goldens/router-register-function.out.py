"""Routers of the settings."""
from fastapi import FastAPI

from api.routers.setting.category_router import router as category_router
from api.routers.setting.product_router import router as product_router
from api.routers.setting.unit_router import router as unit_router


def register_setting_routers(app: FastAPI) -> None:
    """Register the routers of the settings.

    Routers:
        - category_router: app.include_router(category_router)
        - unit_router
    """
    app.include_router(category_router, prefix="/setting", tags=["Setting"])
    app.include_router(unit_router, prefix="/setting", tags=["Setting"])
    app.include_router(product_router, prefix="/setting", tags=["Setting"])
