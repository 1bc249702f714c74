Nothing changed with both projects in the root: there is nothing to do

repo root
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2 category:ref:Category --with data-table
save generated
$ backstitch regenerate --all
says othing
same generated
$ backstitch generate fullstack product --field stock:int
has lib/types/api/product.ts: stock
$ backstitch undo
same generated
