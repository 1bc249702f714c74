What a person deleted stays deleted, until it is wanted back

peers: copier update
repo shop
$ backstitch generate fullstack product name:str:64:required
remove "frontend/app/(pages)/setting/products/loading.tsx"
commit "no skeletons"
$ backstitch generate fullstack product --field stock:int
says loading.tsx
gone "frontend/app/(pages)/setting/products/loading.tsx"
has frontend/lib/types/api/product.ts: stock
$ backstitch regenerate product --recreate
exists "frontend/app/(pages)/setting/products/loading.tsx"
$ rm -f "frontend/app/(pages)/setting/products/loading.tsx"
