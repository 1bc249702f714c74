from fastapi import FastAPI

from core.app_setup.routers_group.general_routers import register_general_routers
from core.app_setup.routers_group.setting_routers import register_setting_routers


def setup_routers(app: FastAPI) -> None:
    register_general_routers(app)
    register_setting_routers(app)
