// `next/navigation` for server components, where it has no hooks.
export function notFound() {
  throw Object.assign(new Error("notFound()"), { digest: "NOT_FOUND" });
}

export function redirect(url) {
  throw Object.assign(new Error(`redirect to ${url}`), { digest: "REDIRECT", url });
}
