from fastapi import APIRouter

from .item_router import router as item_router
from .user_router import router as user_router

router = APIRouter(prefix="/setting")

router.include_router(item_router)
router.include_router(user_router)
