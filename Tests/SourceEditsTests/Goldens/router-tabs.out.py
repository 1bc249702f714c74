from app.routers import items, products, users


def register(app):
	app.include_router(users.router)
	app.include_router(
		items.router
	)
	app.include_router(
		products.router
	)
	return app
