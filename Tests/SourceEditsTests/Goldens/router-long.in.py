from application_package.routers.inventory import warehouses

application_router.include_router(warehouses.router, prefix="/w", tags=["warehouses"])
