Somebody wrote the file anew before the redo: it is not overwritten

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch undo
write backend/api/crud/products.py
  async def list_products() -> list[str]:
      return ["by hand"]
save mine
2$ backstitch redo
says backend/api/crud/products.py
same mine
