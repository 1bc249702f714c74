A feature is built in a worktree of its own

repo shop
save before
$ backstitch generate entity product name:str:64:required --branch feature/product --worktree ../built
same before
$ git worktree list
says built
enter built
$ git status --porcelain
silent product
serves /setting/products
