export const routes = { products: "/products" }
