class Tag(Base):
    x = 1


product_tags = Table("product_tags")


class Product(Base):
    tags = relationship(secondary=product_tags)


configure()
