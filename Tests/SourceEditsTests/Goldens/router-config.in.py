from core.routing import RouteConfig

from app.routers.items import router as items_router
from app.routers.users import router as users_router

route_configs = [
    RouteConfig(router=users_router, prefix="/users", tags=["Users"], version=1),
    RouteConfig(router=items_router, prefix="/items", tags=["Items"], version=1),
]
