A branch is built without touching the working tree

repo shop
write notes.txt
  remember the milk
save before
$ backstitch generate entity product name:str:64:required --branch feature/product --no-switch
same before
$ git branch --show-current
says main
$ git show --stat feature/product
says product_router.py
$ git worktree add --quiet ../built feature/product
enter built
serves /setting/products
write notes.txt
  remember the milk
