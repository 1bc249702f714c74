from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.routers.products import router as products_router

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
)
app.include_router(products_router, prefix="/products", tags=["products"])


@app.get("/")
def root():
    return {}
