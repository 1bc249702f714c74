A generated file that was moved is followed

repo shop
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2
move "frontend/app/(pages)/setting/products/_components/modals/delete-product-dialog.tsx" "frontend/app/(pages)/setting/products/_components/delete-dialog.tsx"
move backend/api/schemas/product_schema.py backend/api/schemas/catalogue.py
$ sed -i 's/api.schemas.product_schema/api.schemas.catalogue/' backend/api/crud/products.py backend/api/routers/setting/product_router.py
$ sed -i 's#../modals/delete-product-dialog#../delete-dialog#; s#modals/delete-product-dialog#delete-dialog#' $(grep -rl delete-product-dialog frontend)
commit moved
serves /setting/products
$ backstitch generate fullstack product --field stock:int
has backend/api/schemas/catalogue.py: stock
gone backend/api/schemas/product_schema.py
gone "frontend/app/(pages)/setting/products/_components/modals/delete-product-dialog.tsx"
serves /setting/products
