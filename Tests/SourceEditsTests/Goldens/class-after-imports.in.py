from app.db import Base
