"""The frontend half: generated pages and route handlers, read, served and clicked through."""
