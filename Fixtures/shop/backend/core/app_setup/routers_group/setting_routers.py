from fastapi import FastAPI

from api.routers.setting.category_router import router as category_router


def register_setting_routers(app: FastAPI) -> None:
    """What the back office calls "settings"."""
    # catalogue
    app.include_router(category_router)
