export default defineNav({
	items: [
	],
});
