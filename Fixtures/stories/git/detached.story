A detached HEAD gets a branch, or a commit on top when it is asked for

repo shop
$ git checkout --quiet --detach
$ backstitch generate entity product name:str:64:required --branch feature/product
$ git branch --show-current
says feature/product
$ git status --porcelain
silent product
serves /setting/products
