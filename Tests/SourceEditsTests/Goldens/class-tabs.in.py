class Base:
	pass

class A(Base):
	id = 1
	# end of A

	# really
x = 1
