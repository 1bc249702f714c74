import uvicorn
from fastapi import FastAPI

from api.routers.me_router import router as me_router
from api.routers.setting.category_router import router as category_router
from core.app_setup.lifespan import lifespan


def create_app() -> FastAPI:
    app = FastAPI(title="Shop", lifespan=lifespan)

    app.include_router(me_router)
    app.include_router(category_router)

    @app.get("/health", tags=["operations"])
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app


app = create_app()

if __name__ == "__main__":
    uvicorn.run("main:app", reload=True)
