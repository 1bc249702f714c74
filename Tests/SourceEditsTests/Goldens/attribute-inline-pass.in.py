class Category(Base): pass  # todo

x = 1
