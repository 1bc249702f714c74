A formatter like prettier ran over the frontend: files that were only formatted are deleted

repo shop
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2 category:ref:Category
format prettier frontend/app/api/setting/products frontend/lib/types/api/product.ts "frontend/app/(pages)/setting/products"
$ backstitch undo
gone frontend/app/api/setting/products frontend/lib/types/api/product.ts
gone "frontend/app/(pages)/setting/products"
same start
