"""All tables: Alembic sees what is imported here."""

from db.models.category import Category
from db.models.supplier import Supplier
from db.models.user import User

__all__ = ["Category", "Supplier", "User"]
