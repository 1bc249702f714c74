from fastapi import FastAPI

from app.routers import items, products, users

routers = [users.router, items.router, products.router]

app = FastAPI()

for router in routers:
    app.include_router(router, prefix="/api")
