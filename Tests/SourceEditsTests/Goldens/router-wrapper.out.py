from app.routers import items, products, users
from core import app


def include(application, router, prefix):
    application.include_router(router, prefix=f"/api{prefix}")


include(app, users.router, "/users")
include(app, items.router, "/items")
include(app, products.router, "/products")
