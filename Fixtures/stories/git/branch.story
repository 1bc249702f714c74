A feature goes to a branch of its own

repo shop
$ backstitch generate entity product name:str:64:required --branch feature/product
$ git branch --show-current
says feature/product
$ git log --format=%s main..feature/product
says product
$ git status --porcelain
silent product
serves /setting/products
$ git switch --quiet main
same start
