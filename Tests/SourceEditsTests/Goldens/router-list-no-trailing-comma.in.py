from app.routers.items import items_router
from app.routers.users import users_router

all_routers = [
    users_router,
    items_router
]
