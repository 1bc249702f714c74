"""All tables of the shop.

One file on purpose: relationships go both ways and we got tired of circular imports.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base


class User(Base):
    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    api_token: Mapped[str] = mapped_column(String(64), unique=True)  # TODO: replace by real sessions
    is_admin: Mapped[bool] = mapped_column(default = False)


# --- catalogue -----------------------------------------------------------

class Category(Base):
    """A shelf of the catalogue. Shelves can lie in each other, two levels at most."""
    __tablename__ = 'category'

    id: Mapped[int] = mapped_column(primary_key=True)
    name_en: Mapped[str] = mapped_column(String(64), unique=True)
    name_ar: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]            = mapped_column(default=0)   # order in the menu
    parent_id: Mapped[int | None]    = mapped_column(
        ForeignKey('category.id', ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    parent: Mapped["Category | None"] = relationship(remote_side=[id], lazy="raise")


class Supplier(Base):
    # imported once from the old system; nobody has asked for a page yet
    __tablename__ = "supplier"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(32))
    note: Mapped[str | None] = mapped_column(String(500))
