Nothing changed in apps/api and apps/web: there is nothing to do

repo monorepo
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2 category:ref:Category --with data-table
save generated
$ backstitch regenerate --all
says othing
same generated
$ backstitch generate fullstack product --field stock:int
has apps/web/src/lib/types/api/product.ts: stock
$ backstitch undo
same generated
