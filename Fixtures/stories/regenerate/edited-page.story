The page was made nicer by hand: one field more keeps that

peers: copier update
repo shop
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2 category:ref:Category
edit "frontend/app/(pages)/setting/products/page.tsx"
  -      <h1 className="mb-4 text-xl font-semibold">Products</h1>
  +      <h1 className="mb-2 text-2xl font-bold">Our products</h1>
  +      <p>Everything we sell, and what it costs.</p>
edit "frontend/app/(pages)/setting/products/_components/table/columns.tsx"
  -    header: "Price",
  +    header: "Net price",
edit "frontend/app/(pages)/setting/products/_lib/products-api.ts"
  -export function deleteProduct(id: Product["id"]) {
  +export function copyProduct(id: Product["id"]) {
  +  return apiRequest<Product>(`${ROUTE}/${id}/copy`, { method: "POST" });
  +}
  +
  +export function deleteProduct(id: Product["id"]) {
edit frontend/lib/types/api/product.ts
  -export interface Product {
  +/** As the API sends it. */
  +export interface Product {
save edited
$ backstitch generate fullstack product --field stock:int
has frontend/lib/types/api/product.ts: stock
has frontend/app/(pages)/setting/products/_components/table/columns.tsx: stock
serves /setting/products
$ backstitch undo
same edited
