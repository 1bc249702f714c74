class Tag(Base):
    x = 1


product_tags = Table("product_tags")

configure()
