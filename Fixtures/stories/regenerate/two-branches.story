Two branches generated: they merge cleanly, and all regenerates to nothing

repo shop
$ git switch --quiet -c product
$ backstitch generate fullstack product name:str:64:required
commit product
$ git switch --quiet main
$ git switch --quiet -c warehouse
$ backstitch generate fullstack warehouse city:str:64:required
commit warehouse
write .git/info/attributes
  *.py merge=union
  .env.example merge=union
forget *.py merge=union
forget .env.example merge=union
$ git merge --quiet --no-edit product
serves /setting/products /setting/warehouses
save merged
$ backstitch regenerate --all
says othing
same merged
