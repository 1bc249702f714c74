// `next/navigation` where it has no hooks: on the server.
export function notFound() {
  throw Object.assign(new Error("notFound()"), { digest: "404" });
}

export function redirect(url) {
  throw Object.assign(new Error(`redirect to ${url}`), { digest: "307", url });
}

export function permanentRedirect(url) {
  throw Object.assign(new Error(`redirect to ${url}`), { digest: "308", url });
}

/** Throws what is meant for Next.js itself. */
export function unstable_rethrow(error) {
  if (error?.digest) throw error;
}
