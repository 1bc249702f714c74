class Base:
	pass

class A(Base):
	id = 1
	# end of A

	# really


class Product(Base):
	__tablename__ = "products"

	id: Mapped[int] = mapped_column(primary_key=True)
	category_id: Mapped[int] = mapped_column(
		ForeignKey("categories.id", ondelete="RESTRICT"), index=True
	)


x = 1
