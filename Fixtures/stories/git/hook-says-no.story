The repository's pre-commit hook says no: everything is as before

repo shop
write .git/hooks/pre-commit
  #!/bin/sh
  echo "not on my watch"; exit 1
forget echo "not on my watch"; exit 1
forget #!/bin/sh
$ chmod +x .git/hooks/pre-commit
save before
1$ backstitch generate entity product name:str:64:required --git-commit
says not on my watch
same before
$ git log --oneline | wc -l
says 1
$ git status --porcelain
silent product
