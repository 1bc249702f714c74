from app.routers.order_router import router as order_router
from app.routers.product_router import router as product_router
from app.routers.user_router import router as user_router


def setup(app):
    app.include_router(user_router)  # users
    app.include_router(order_router)  # orders
    app.include_router(product_router)  # products
