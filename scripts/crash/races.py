"""Not yet."""
def options(p): pass
def main(c, r): pass
