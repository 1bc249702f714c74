from sqlalchemy import (
    Column,  # noqa
    Integer,
    # text
    String,
)

x = 1
