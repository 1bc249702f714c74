A formatter like prettier ran over the frontend: one field more keeps its style

peers: copier update
repo shop
$ backstitch generate fullstack product name:str:64:required
format prettier frontend/lib/types/api/product.ts "frontend/app/(pages)/setting/products" frontend/app/api/setting/products
commit product
save formatted
$ backstitch generate fullstack product --field stock:int
has frontend/lib/types/api/product.ts: stock
serves /setting/products
$ backstitch undo
same formatted
