class Category(Base):
    """Doc."""

    def f(self):
        pass
