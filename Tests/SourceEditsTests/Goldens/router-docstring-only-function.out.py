from api.routers.setting.product_router import router as product_router


def register_routers(app):
    """Routers: app.include_router(users.router), items."""
    app.include_router(product_router, prefix="/products", tags=["products"])
