class Category(Base):  # todo
    products: Mapped[list["Product"]] = relationship(
        back_populates="category", lazy="raise"
    )

x = 1
