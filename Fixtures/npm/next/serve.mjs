// Serves what build.mjs made: `node serve.mjs OUT PORT`.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";

const [out, port] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { before, files, render, requests, NextRequest, createElement, Suspense, NEVER } = require(
  path.resolve(out, "server.cjs"),
);
const { modules, toHTML } = require(path.resolve(out, "client.cjs"));
const { routes, boundary, notFound } = JSON.parse(readFileSync(path.join(out, "routes.json"), "utf8"));

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** The route of a path and its parameters. Segments are decoded, dots among them left alone. */
function match(pathname) {
  const parts = pathname.split("/").filter(Boolean).map(decodeURIComponent);
  for (const route of routes) {
    const params = {};
    if (
      route.segments.length === parts.length && route.segments.every((segment, index) => {
        const name = /^\[(\w+)\]$/.exec(segment)?.[1];
        if (name) params[name] = parts[index];
        return name !== undefined || segment === parts[index];
      })
    ) return { route, params };
  }
  return null;
}

async function handle(request, { route, params }) {
  const handler = files[route.file][request.method];
  if (!handler) return new Response(null, { status: 405 });
  const response = await Promise.resolve(handler(request, { params: Promise.resolve(params) }))
    .catch(thrown);
  if (!(response instanceof Response)) throw new Error(`${route.file} answered no Response`);
  return response;
}

/** What `redirect()` and `notFound()` threw. */
function thrown(error) {
  if (!error?.digest) throw error;
  return new Response(null, {
    status: Number(error.digest),
    headers: error.url ? { location: error.url } : {},
  });
}

const reference = (id, name) => ({ $$typeof: Symbol.for("react.client.reference"), id, name });

/** A page inside what surrounds it; of a shell, only that. */
function tree({ route, params }, query, isShell = false) {
  const promised = { params: Promise.resolve(params), searchParams: Promise.resolve(query) };
  return route.around.reduceRight((children, { kind, file }) => {
    const made = files[file].default;
    if (kind === "layout") return createElement(made, { params: promised.params, children });
    if (kind === "loading") {
      return createElement(Suspense, { fallback: createElement(made) }, children);
    }
    if (made.name !== "default") throw new Error(`${file} is no client component`);
    return createElement(reference(boundary, "ErrorBoundary"), { shown: made }, children);
  }, isShell ? NEVER : createElement(files[route.file].default, promised));
}

function queryOf(searchParams) {
  const query = {};
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    query[name] = values.length > 1 ? values : values[0];
  }
  return query;
}

/** What only the document has: its attributes, its title, the rows it starts with. */
async function page(url, found) {
  const rows = [];
  await render(tree(found, queryOf(url.searchParams)), (row) => rows.push(row));
  const here = { url: url.pathname + url.search, params: found.params, rows };
  const body = await toHTML({ ...here, modules });
  const titles = [...found.route.around, { file: found.route.file }].map(({ file }) =>
    files[file].metadata?.title
  );
  const title = titleOf(titles.filter(Boolean));
  // A root layout that is a promise is a later row.
  const shown = rows.map(({ value }) => value).find((value) => tag(value, "html"));
  const [html, inner] = ["html", "body"].map((name) => attributes(tag(shown, name)));
  return `<!doctype html><html${html}><head><meta charset="utf-8"><title>${
    escaped(title)
  }</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/_next/styles.css"></head><body${inner}><div id="root" style="display:contents">${body}</div>
<script id="rows" type="application/json">${
    JSON.stringify(here).replaceAll("<", "\\u003c")
  }</script>
<script src="/_next/browser.js"></script></body></html>`;
}

/** The innermost title, in the template of what surrounds it. */
function titleOf(titles) {
  const last = titles.at(-1) ?? "";
  if (typeof last !== "string") return last.absolute ?? last.default;
  const template = titles.slice(0, -1).map((title) => title.template).filter(Boolean).pop();
  return template ? template.replace("%s", last) : last;
}

const escaped = (value) =>
  String(value).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

function tag(value, name) {
  if (value?.type === name) return value.props;
  const children = [value?.props?.children].flat().filter((child) =>
    child && typeof child === "object"
  );
  return children.map((child) => tag(child, name)).find(Boolean);
}

function attributes(props = {}) {
  const names = { lang: "lang", dir: "dir", className: "class", "data-theme": "data-theme" };
  return Object.entries(names).map((
    [prop, name],
  ) => (typeof props[prop] === "string" ? ` ${name}="${escaped(props[prop])}"` : "")).join("");
}

const STATIC = { "/_next/browser.js": "text/javascript", "/_next/styles.css": "text/css" };

async function answer(request, response) {
  const [pathname, search = ""] = request.raw.split(/\?(.*)/s);
  if (STATIC[pathname]) {
    response.writeHead(200, { "content-type": `${STATIC[pathname]}; charset=utf-8` });
    return response.end(readFileSync(path.join(out, path.basename(pathname))));
  }
  const found = match(pathname) ?? (notFound && { route: notFound, params: {} });
  if (!found) return response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  const status = found.route === notFound ? 404 : 200;
  if (found.route.kind === "route") return send(await handle(request, found), response);
  const url = new URL(pathname + (search && `?${search}`), request.url);
  const wanted = request.headers.get("rows");
  if (!wanted) {
    return response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(
      await page(url, found),
    );
  }
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  await render(
    tree(found, queryOf(url.searchParams), wanted === "shell"),
    (row) => response.write(`${JSON.stringify(row)}\n`),
  );
  return response.end();
}

function send(made, response) {
  const headers = {};
  for (const [name, value] of made.headers) if (name !== "set-cookie") headers[name] = value;
  const cookies = [...response.getHeader("set-cookie") ?? [], ...made.headers.getSetCookie()];
  if (cookies.length) headers["set-cookie"] = cookies;
  response.writeHead(made.status, headers);
  if (!made.body) return response.end();
  return Readable.fromWeb(made.body).pipe(response);
}

/** Asks what stands before all: the headers to go on with, null when it has answered itself. */
async function admitted(request, response) {
  const { pathname } = new URL(request.url);
  const concerns = before?.config?.matcher ?? ["/(.*)"];
  const isOurs = !before || STATIC[pathname] ||
    ![concerns].flat().some((pattern) => new RegExp(`^${pattern}$`).test(pathname));
  if (isOurs) return undefined;
  const made = await (before.proxy ?? before.middleware ?? before.default)(request);
  if (!made?.goesOn) {
    if (made) send(made, response);
    return made ? null : undefined;
  }
  const cookies = made.headers.getSetCookie();
  if (cookies.length) response.setHeader("set-cookie", cookies);
  return made.goesOn.headers;
}

createServer((incoming, response) => {
  const hasBody = !["GET", "HEAD"].includes(incoming.method) && METHODS.includes(incoming.method);
  // What a real server would have normalised stays as it was sent.
  const url = new URL(incoming.url, `http://${incoming.headers.host}`);
  const made = (headers, body = {}) => {
    const request = new NextRequest(url, { method: incoming.method, headers, ...body });
    Object.defineProperty(request, "raw", { value: incoming.url });
    return request;
  };
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  admitted(made(headers), response).then((others) => {
    if (others === null) return undefined;
    const body = hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {};
    const request = made(others ?? headers, body);
    return requests.run(request, () => answer(request, response));
  }).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
    response.end("Internal Server Error");
  });
}).listen(Number(port), "127.0.0.1");
