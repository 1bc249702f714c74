export const routes = { home: '/', 'a-b': '/ab', products: '/products' }
