from fastapi import FastAPI

from api.routers.item_router import router as item_router
from api.routers.product_router import router as product_router
from api.routers.user_router import router as user_router
from core.settings import settings


def create_app() -> FastAPI:
    app = FastAPI(title=settings.TITLE)

    app.include_router(item_router)
    app.include_router(user_router)
    app.include_router(product_router)

    return app


app = create_app()
