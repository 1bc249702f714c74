// `next/headers`: the request that is being answered. Every bundle sees the same store.
import { AsyncLocalStorage } from "node:async_hooks";
import { cookiesOf } from "next/server";

const name = Symbol.for("stand-in.request");
export const requests = (globalThis[name] ??= new AsyncLocalStorage());

export async function headers() {
  const request = requests.getStore();
  if (!request) throw new Error("headers() was called outside a request");
  return request.headers;
}

export async function cookies() {
  return cookiesOf(await headers());
}
