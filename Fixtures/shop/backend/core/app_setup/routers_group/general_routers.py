from fastapi import FastAPI

from api.routers.me_router import router as me_router


def register_general_routers(app: FastAPI) -> None:
    app.include_router(me_router)

    @app.get("/health", tags=["operations"])
    async def health() -> dict[str, str]:
        return {"status": "ok"}
