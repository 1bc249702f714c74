A person's unstaged edits in a file we change stay out of the commit

repo shop
edit backend/core/app_setup/routers_group/setting_routers.py
  -    """What the back office calls "settings"."""
  +    """Routes of the back office."""
$ backstitch generate entity product name:str:64:required --git-commit
$ git show HEAD -- backend/core/app_setup/routers_group/setting_routers.py
says +    app.include_router(product_router)
silent Routes of the back office
$ git diff
says +    """Routes of the back office."""
silent +    app.include_router(product_router)
serves /setting/products
