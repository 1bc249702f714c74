An operation of another branch is not taken back by accident

repo shop
$ backstitch generate entity product name:str:64:required
commit product
$ git switch --quiet -c other
3$ backstitch undo
says main
exists backend/api/crud/products.py
$ backstitch undo --here
same start
