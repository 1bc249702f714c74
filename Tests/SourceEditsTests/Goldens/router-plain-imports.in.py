import app.routers.items
import app.routers.users
from fastapi import FastAPI

application = FastAPI()
application.include_router(app.routers.items.router)
application.include_router(app.routers.users.router)
