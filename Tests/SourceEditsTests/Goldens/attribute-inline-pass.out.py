class Category(Base):
    products: Mapped[list["Product"]] = relationship(
        back_populates="category", lazy="raise"
    )  # todo

x = 1
