One commit for each step

repo shop
$ backstitch generate fullstack product name:str:64:required --git-commit --per-step
$ git rev-list --count HEAD
says 4
$ git status --porcelain
silent product
serves /setting/products
