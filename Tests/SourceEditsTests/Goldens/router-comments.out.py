from fastapi import FastAPI
from app.routers.user_router import router as user_router
from app.routers.order_router import router as order_router
from app.routers.product_router import router as product_router

app = FastAPI()

# User routes
app.include_router(user_router)

# Order routes
app.include_router(order_router)

# Product routes
app.include_router(product_router)

# Static files
app.mount("/static", static)
