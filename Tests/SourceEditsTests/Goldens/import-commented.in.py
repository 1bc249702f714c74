from app import a  # keep: side effects

a()
