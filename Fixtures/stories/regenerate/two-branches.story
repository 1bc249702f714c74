Two branches generated: they merge cleanly, and all regenerates to nothing

repo shop
$ git switch --quiet -c product
$ backstitch generate fullstack product name:str:64:required
commit product
$ git switch --quiet main
$ git switch --quiet -c warehouse
$ backstitch generate fullstack warehouse city:str:64:required
commit warehouse
$ git merge --quiet --no-edit product || git status --short | grep -E '^(AA|UU|DU|UD)' 
silent .backstitch
$ git checkout --quiet --theirs . 2>/dev/null; git diff --name-only --diff-filter=U
silent .backstitch/
$ git merge --abort 2>/dev/null; true
