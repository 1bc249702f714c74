from sqlalchemy import (
    Column,  # noqa
    ForeignKey,
    Integer,
    # text
    String,
)

x = 1
