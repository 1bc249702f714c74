from app.routers import items, users


def register(app):
	app.include_router(users.router)
	app.include_router(
		items.router
	)
	return app
