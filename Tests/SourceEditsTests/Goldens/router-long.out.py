from application_package.routers.inventory import product_categories, warehouses

application_router.include_router(warehouses.router, prefix="/w", tags=["warehouses"])
application_router.include_router(
    product_categories.router,
    prefix="/inventory/product-categories",
    tags=["inventory", "product categories"],
)
