// What Node.js offers to server code, and the bundler to all of it.
declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

// Named by @types/react 18, gone from the compiler's own declarations.
interface HTMLWebViewElement extends HTMLElement {}
interface StyleMedia {}
