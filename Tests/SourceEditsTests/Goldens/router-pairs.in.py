from app.routers import items, users

ROUTES = [
    (users.router, "/users"),
    (items.router, "/items"),
]

for router, prefix in ROUTES:
    app.include_router(router, prefix=prefix)
