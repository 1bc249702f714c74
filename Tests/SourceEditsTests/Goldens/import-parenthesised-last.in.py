from sqlalchemy import (
    Column,
    Integer,
    String
)
