from app.routers import items, products, users

ROUTES = [
    (users.router, "/users"),
    (items.router, "/items"),
    (products.router, "/products"),
]

for router, prefix in ROUTES:
    app.include_router(router, prefix=prefix)
