"""The application."""
from fastapi import FastAPI

from app.routers import items, product, users

app = FastAPI(title="Shop")

app.include_router(users.router, prefix="/users", tags=["users"])
app.include_router(items.router, prefix="/items", tags=["items"])
app.include_router(product.router, prefix="/products", tags=["products"])


@app.get("/health")
def health():
    return {"ok": True}


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app)
