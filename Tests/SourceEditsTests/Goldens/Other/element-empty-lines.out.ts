export default defineNav({
	items: [
		{ title: "Products", href: "/products" },
	],
});
