from fastapi import FastAPI

from app.admin.routers import products as admin_products, users as admin_users
from app.routers import users

app = FastAPI()
admin = FastAPI()
admin.include_router(admin_users.router)
admin.include_router(admin_products.router)
app.include_router(users.router)
app.mount("/admin", admin)
