Undo of what was committed last and not pushed moves the branch back

repo shop
$ git rev-parse HEAD > ../start
$ backstitch generate entity product name:str:64:required --git-commit
$ backstitch undo --git-commit
$ test "$(git rev-parse HEAD)" = "$(cat ../start)"
$ git status --porcelain
silent product
same start
