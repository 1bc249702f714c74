from app import a  # keep: side effects
from app import b

a()
