from fastapi import APIRouter
from app.routers import (
    admin,
    products,
    users,
)

api_router = APIRouter()
api_router.include_router(
    admin.router,
    prefix="/admin",
    tags=["admin"],
    dependencies=[Depends(current_user)],
)
api_router.include_router(
    users.router,
    prefix="/users",
    tags=["users"],
    dependencies=[Depends(current_user)],
)
api_router.include_router(
    products.router,
    prefix="/products",
    tags=["products"],
    dependencies=[Depends(current_user)],
)
