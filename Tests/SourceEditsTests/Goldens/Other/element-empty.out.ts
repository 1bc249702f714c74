const links: Link[] = [{ title: "Products", href: "/products" }]
