Paths are brought back to what they were after an operation

repo shop
$ backstitch generate entity product name:str:64:required
save generated
$ backstitch apply -
  {"description": "worse", "changes": [{"replace": "backend/api/crud/products.py", "old": "SEARCHED", "new": "LOOKED_AT", "count": 2}]}
$ backstitch restore 1
same generated
$ backstitch undo
has backend/api/crud/products.py: LOOKED_AT
$ backstitch undo 2
same generated
