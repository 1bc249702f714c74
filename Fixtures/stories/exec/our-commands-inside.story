What our own commands do inside a command is theirs

repo shop
$ backstitch exec -- sh -c 'echo one > one.txt; backstitch generate entity product name:str:64:required > /dev/null; echo two > two.txt'
$ backstitch undo
gone one.txt two.txt
exists backend/api/crud/products.py
serves /setting/products
$ backstitch undo
same start
