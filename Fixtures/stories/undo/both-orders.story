Undoing two entities gives the same tree in either order

repo shop
$ backstitch generate fullstack product name:str:64:required
$ backstitch generate fullstack warehouse city:str:64:required
$ backstitch undo 1
$ backstitch undo 2
same start
$ backstitch redo 1
$ backstitch redo 2
serves /setting/products /setting/warehouses
$ backstitch undo 2
$ backstitch undo 1
same start
