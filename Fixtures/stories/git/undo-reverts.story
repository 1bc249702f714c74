Undo of what lies below later commits makes a revert commit

repo shop
$ backstitch generate entity product name:str:64:required --git-commit
append backend/requirements.txt
  # pinned by hand
commit "by hand"
$ backstitch undo --git-commit
$ git log --format=%s
says by hand
refuses /setting/products
$ git status --porcelain
silent product
