from fastapi import FastAPI

from app.admin.routers import users as admin_users
from app.routers import users

app = FastAPI()
admin = FastAPI()
admin.include_router(admin_users.router)
app.include_router(users.router)
app.mount("/admin", admin)
