export const config = {
    name: 'x',
    nav: {
        items: [
            { title: 'Home', href: '/' },
            { title: 'Products', href: '/products' }
        ]
    }
} satisfies Config
