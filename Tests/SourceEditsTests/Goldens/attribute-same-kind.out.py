class Category(Base):
    """A category."""

    id: Mapped[int] = mapped_column(primary_key=True)
    units: Mapped[list["Unit"]] = relationship(back_populates="category")  # units

    shops: Mapped[list["Shop"]] = relationship(
        back_populates="category",
    )
    products: Mapped[list["Product"]] = relationship(
        back_populates="category", lazy="raise"
    )
    # end

    def __repr__(self) -> str:
        return "x"
