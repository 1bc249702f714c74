from fastapi import FastAPI

from app.routers.items import router as items_router
from app.routers.users import router as users_router

ROUTERS = (
    users_router,  # people
    items_router,
)


def create_app():
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    return app
