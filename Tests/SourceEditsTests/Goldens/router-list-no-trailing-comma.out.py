from app.routers.items import items_router
from app.routers.products import router as products_router
from app.routers.users import users_router

all_routers = [
    users_router,
    items_router,
    products_router
]
