class Category(Base):
    def f(self):
        pass
