// Server components rendered to rows of JSON, in the manner of React's own protocol: what is
// finished is written out, client components are named, what is awaited becomes a later row.
import { Fragment, Suspense } from "react";

const ELEMENT = Symbol.for("react.element");
export const REFERENCE = Symbol.for("react.client.reference");

/** What the browser waits for in vain. */
export const NEVER = { $$typeof: Symbol.for("next.never") };

/** Renders a node; `write(row)` gets `{ id, value }` or `{ id, error }`, the root being row 0. */
export async function render(node, write) {
  let last = 0;
  const open = [];

  function later(promise) {
    const id = (last += 1);
    open.push(settle(id, promise));
    return { $: "later", id };
  }

  async function settle(id, promise) {
    try {
      write({ id, value: encode(await promise) });
    } catch (error) {
      // As in production, the browser is not told what went wrong on the server.
      console.error(error);
      const message = "An error occurred in the Server Components render.";
      write({ id, error: { message, digest: error.digest ?? "1" } });
    }
  }

  function encode(value) {
    if (value === undefined) return { $: "undefined" };
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number") {
      return Number.isFinite(value) ? value : { $: "number", value: String(value) };
    }
    if (value instanceof Date) return { $: "date", value: value.toISOString() };
    if (Array.isArray(value)) return value.map(encode);
    if (value === NEVER) return { $: "later", id: -1 };
    if (value.$$typeof === REFERENCE) return { $: "reference", id: value.id, name: value.name };
    if (value.$$typeof === ELEMENT) return element(value);
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return object(value);
    throw new Error(
      `a ${typeof value} cannot be passed to a client component: ${String(value).slice(0, 80)}`,
    );
  }

  function object(value) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, encode(each)]));
  }

  function element({ type, key, ref, props }) {
    if (ref !== null) throw new Error("a server component has no refs");
    if (typeof type === "function") {
      const made = type(props);
      return typeof made?.then === "function" ? later(made) : keyed(encode(made), key);
    }
    const named = { $: "element", key, props: object(props) };
    if (typeof type === "string") return { ...named, type };
    if (type === Fragment) return { ...named, type: { $: "fragment" } };
    if (type === Suspense) return { ...named, type: { $: "suspense" } };
    if (type?.$$typeof === REFERENCE) return { ...named, type: encode(type) };
    throw new Error(`no component: ${String(type)}`);
  }

  // What a server component made takes its key along.
  function keyed(made, key) {
    if (key === null) return made;
    return { $: "element", key, type: { $: "fragment" }, props: { children: made } };
  }

  await settle(0, (async () => node)());
  while (open.length) await open.shift();
}
