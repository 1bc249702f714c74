from fastapi import FastAPI


def register_setting_routers(app: FastAPI) -> None:
    from api.routers.setting.category_router import router as category_router
    from api.routers.setting.product_router import router as product_router
    from api.routers.setting.unit_router import router as unit_router

    app.include_router(category_router)
    app.include_router(unit_router)
    app.include_router(product_router)
