from fastapi import FastAPI

from api.router import api_router
from core.app_setup.lifespan import lifespan


def create_app() -> FastAPI:
    app = FastAPI(title="Shop", lifespan=lifespan)
    app.include_router(api_router)

    @app.get("/health", tags=["operations"])
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app


app = create_app()
