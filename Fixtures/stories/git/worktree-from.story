A feature is built in a worktree from another start

repo shop
append backend/requirements.txt
  # pinned on main
commit "main goes on"
save before
$ backstitch generate entity product name:str:64:required --branch feature/product --worktree ../built --from HEAD~1
same before
enter built
forget # pinned on main
$ git log --format=%s
silent main goes on
serves /setting/products
