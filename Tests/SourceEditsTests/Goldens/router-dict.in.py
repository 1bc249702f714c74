from app.routers import items, users

ROUTERS = {
    "users": users.router,
    "items": items.router,
}

for name, router in ROUTERS.items():
    app.include_router(router, prefix=f"/{name}")
