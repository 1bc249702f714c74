from fastapi import FastAPI
from app.routers.setting.user import router as user_router
from app.routers.setting.product import router as product_router
from app.core import settings
from app.routers.report.daily import router as daily_router
import logging

log = logging.getLogger()
