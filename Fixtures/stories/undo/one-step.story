One step is taken back, the rest later

repo shop
$ backstitch generate fullstack product name:str:64:required
$ backstitch undo --steps frontend
gone "frontend/app/(pages)/setting/products/page.tsx"
exists frontend/app/api/setting/products/route.ts
serves /setting/products
$ backstitch log
says partly
$ backstitch undo 1
same start
