import os


class Settings:
    """Everything that comes from the environment."""

    database_url: str = os.environ.get("DATABASE_URL", "mysql+asyncmy://shop:shop@127.0.0.1:3306/shop")
    sql_echo: bool = os.environ.get("SQL_ECHO", "0") == "1"


settings = Settings()
