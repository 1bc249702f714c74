Undo again goes further back, redo comes forward in the same order

repo shop
$ backstitch generate entity product name:str:64:required
save one
$ backstitch generate entity warehouse city:str:64:required
save two
$ backstitch undo
same one
$ backstitch undo
same start
$ backstitch undo
says nothing to undo
$ backstitch redo
same one
$ backstitch redo
same two
serves /setting/products /setting/warehouses
