A field was added to the generated model by hand: the conflict names the line, nothing is written

peers: git revert
repo shop
$ backstitch generate entity product name:str:64:required
edit backend/db/model.py
  -    name: Mapped[str] = mapped_column(String(64))
  +    name: Mapped[str] = mapped_column(String(64))
  +    weight: Mapped[int]
save edited
2$ backstitch undo
says backend/db/model.py:
same edited
$ backstitch undo --on-conflict keep
has backend/db/model.py: weight: Mapped[int]
