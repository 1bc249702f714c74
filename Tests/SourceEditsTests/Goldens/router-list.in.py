from fastapi import FastAPI

from app.routers import items, users

routers = [users.router, items.router]

app = FastAPI()

for router in routers:
    app.include_router(router, prefix="/api")
