from fastapi import FastAPI

from core.app_setup.lifespan import lifespan
from core.app_setup.setup_routers import setup_routers


def create_app() -> FastAPI:
    app = FastAPI(title="Shop", lifespan=lifespan)
    setup_routers(app)
    return app


app = create_app()
