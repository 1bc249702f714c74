from core.routing import RouteConfig

from app.routers.items import router as items_router
from app.routers.products import router as products_router
from app.routers.users import router as users_router

ROUTES: list[RouteConfig] = [
    RouteConfig(
        router=users_router,
        prefix="/users",
        tags=["Users"],
    ),
    RouteConfig(
        router=items_router,
        prefix="/items",
        tags=["Items"],
    ),
    RouteConfig(
        router=products_router,
        prefix="/products",
        tags=["Products"],
    ),
]
