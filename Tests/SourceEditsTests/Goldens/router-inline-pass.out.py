from fastapi import FastAPI

from api.routers.setting.product_router import router as product_router


def register_routers(app: FastAPI):
    app.include_router(product_router)
