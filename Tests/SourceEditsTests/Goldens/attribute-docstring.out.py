class Category(Base):
    """Doc."""

    products: Mapped[list["Product"]] = relationship(
        back_populates="category", lazy="raise"
    )

    def f(self):
        pass
