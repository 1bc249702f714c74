A dry run shows what a regeneration would do and writes nothing, also where it would conflict

repo shop
$ backstitch generate entity product name:str:64:required
save generated
$ backstitch generate entity product --field stock:int --dry-run
says stock
same generated
edit backend/db/model.py
  -    name: Mapped[str] = mapped_column(String(64))
  +    name: Mapped[str] = mapped_column(String(80), index=True)
save edited
2$ backstitch generate entity product --field name:str:128:required --dry-run
says backend/db/model.py
same edited
