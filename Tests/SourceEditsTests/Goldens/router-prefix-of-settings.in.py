from fastapi import FastAPI

from app import config
from app.routers import items, users

app = FastAPI()
app.include_router(users.router, prefix=f"{config.API}/users", tags=['users'])
app.include_router(items.router, prefix=f"{config.API}/items", tags=['items'])
