class Category(Base):
    pass
