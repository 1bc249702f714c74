A git commit of the generated files leaves everything else as it was

repo shop
edit backend/core/config.py
  -settings = Settings()
  +settings = Settings()
  +print("configured")
$ git add backend/core/config.py
append .env.example
  SMTP_HOST=localhost
$ backstitch generate entity product name:str:64:required --git-commit
$ git show --stat --format=%B HEAD
says product_router.py
says Backstitch-Operation: 1
silent config.py
silent .env.example
$ git diff --cached --name-only
says backend/core/config.py
silent product
$ git diff --name-only
says .env.example
silent product
serves /setting/products
