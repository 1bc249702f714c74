from app.routers import items, products, users


def register(app):
    for router in (users.router, items.router, products.router):
        app.include_router(router)
