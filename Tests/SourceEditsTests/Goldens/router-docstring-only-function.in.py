def register_routers(app):
    """Routers: app.include_router(users.router), items."""
