from app.routers import items, products, users

ROUTERS = {
    "users": users.router,
    "items": items.router,
    "products": products.router,
}

for name, router in ROUTERS.items():
    app.include_router(router, prefix=f"/{name}")
