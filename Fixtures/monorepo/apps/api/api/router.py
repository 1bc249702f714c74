"""Every router of the API."""

from fastapi import APIRouter

from api.routers import me_router
from api.routers.setting import category_router

api_router = APIRouter()
api_router.include_router(me_router.router)
api_router.include_router(category_router.router)
