Both sides changed the same line: nothing is written until somebody decides

peers: copier update
repo shop
$ backstitch generate entity product name:str:64:required
edit backend/db/model.py
  -    name: Mapped[str] = mapped_column(String(64))
  +    name: Mapped[str] = mapped_column(String(80), index=True)
save edited
2$ backstitch generate entity product --field name:str:128:required
says backend/db/model.py
same edited
$ backstitch generate entity product --field name:str:128:required --on-conflict keep
has backend/db/model.py: String(80), index=True
has backend/api/schemas/product_schema.py: max_length=128
serves /setting/products
$ backstitch undo
same edited
forget     name: Mapped[str] = mapped_column(String(80), index=True)
$ backstitch generate entity product --field name:str:128:required --on-conflict take
has backend/db/model.py: name: Mapped[str] = mapped_column(String(128))
serves /setting/products
