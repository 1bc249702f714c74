A merge is in progress: no git commit is made, and the reason is said

repo shop
$ git switch --quiet -c other
append .env.example
  A=1
commit other
$ git switch --quiet main
append .env.example
  B=2
commit ours
$ git merge other > /dev/null || true
$ git checkout --quiet --ours .env.example
save before
1$ backstitch generate entity product name:str:64:required --git-commit
says merge
same before
