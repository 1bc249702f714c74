What was pushed is not moved back but reverted

repo shop
$ git init --quiet --bare ../remote.git && git remote add origin ../remote.git
$ backstitch generate entity product name:str:64:required --git-commit
$ git push --quiet -u origin main
$ backstitch undo --git-commit
$ git rev-list --count HEAD
says 3
$ git status --porcelain
silent product
refuses /setting/products
