import "server-only";
import { headers } from "next/headers";

const BACKEND_URL = process.env.BACKEND_URL ?? "http://127.0.0.1:8000";

/** Calls the backend as the user who asks us. */
export async function serverFetch(path: string, init: RequestInit = {}): Promise<Response> {
  const incoming = await headers();
  const authorization = incoming.get("authorization");
  return fetch(BACKEND_URL + path, {
    ...init,
    cache: "no-store",
    headers: {
      "Content-Type": "application/json",
      ...(authorization ? { Authorization: authorization } : {}),
      ...init.headers,
    },
  });
}
