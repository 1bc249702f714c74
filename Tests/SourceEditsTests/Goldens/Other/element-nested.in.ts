export const config = {
    name: 'x',
    nav: {
        items: [
            { title: 'Home', href: '/' }
        ]
    }
} satisfies Config
