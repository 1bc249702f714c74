from app.routers import items, users


def register(app):
    for router in (users.router, items.router):
        app.include_router(router)
