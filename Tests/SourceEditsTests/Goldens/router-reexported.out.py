from fastapi import FastAPI

from app.routers import item_router, product_router, user_router

app = FastAPI()
app.include_router(item_router)
app.include_router(user_router)
app.include_router(product_router)
