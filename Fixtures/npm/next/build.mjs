// Bundles an application: `node build.mjs`, with `{ root, app, out, alias, imports, proxy }` on
// stdin.
//
//   server.cjs    pages, layouts and route handlers; client components are references only
//   client.cjs    the client components, for the first render on the server
//   browser.js    the same for the browser, with the router
//   modules.css   the styles of CSS modules
//   routes.json   which file answers which path
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const esbuild = createRequire(import.meta.url)("esbuild");
const here = path.dirname(new URL(import.meta.url).pathname);
const input = JSON.parse(await text(process.stdin));

async function text(stream) {
  let all = "";
  for await (const part of stream) all += part;
  return all;
}

// Only what the compiler found, not where in this program it was asked.
process.on("uncaughtException", ({ errors, message }) => {
  const places = (errors ?? []).map(({ text, location }) =>
    location ? `${location.file}:${location.line}:${location.column}: ${text}` : text
  );
  process.stderr.write(`${places.join("\n") || message}\n`);
  process.exit(1);
});

const tsconfig = path.join(input.out, "tsconfig.json");
await writeFile(
  tsconfig,
  JSON.stringify({
    compilerOptions: {
      jsx: "react-jsx",
      baseUrl: input.root,
      paths: { "@/*": [`${input.alias}/*`] },
    },
  }),
);

/** Imports of packages lead to their stand-ins. */
function standIns(imports) {
  return {
    name: "stand-ins",
    setup(build) {
      build.onResolve(
        { filter: /^[a-z@][^:]*$/ },
        ({ path: name }) => imports[name] ? { path: imports[name] } : undefined,
      );
      build.onLoad({ filter: /\.module\.css$/ }, ({ path: file }) => cssModule(file));
      build.onLoad({ filter: /\.css$/ }, () => ({ contents: "", loader: "js" }));
    },
  };
}

const styles = new Map();

/** A CSS module: its classes get names of their own. */
async function cssModule(file) {
  const prefix = path.basename(file, ".module.css");
  const names = {};
  const source = await readFile(file, "utf8");
  styles.set(
    file,
    source.replace(/\.([A-Za-z_][\w-]*)(?=[^{}]*\{)/g, (_, name) => {
      names[name] = `${prefix}_${name}`;
      return `.${names[name]}`;
    }),
  );
  return { contents: `export default ${JSON.stringify(names)};`, loader: "js" };
}

const isClient = (source) => /^(\s|\/\/.*\n|\/\*[^]*?\*\/)*["']use client["']/.test(source);
const clients = new Map();

/** A client component is not part of the server's bundle: a reference names it. */
const references = {
  name: "references",
  setup(build) {
    build.onLoad({ filter: /\.[tj]sx?$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      if (!isClient(source)) return undefined;
      const names = await exported(file);
      clients.set(file, names);
      const lines = names.map((name) => {
        const made = `reference(${JSON.stringify(file)}, ${JSON.stringify(name)})`;
        return name === "default" ? `export default ${made};` : `export const ${name} = ${made};`;
      });
      const type = `Symbol.for("react.client.reference")`;
      lines.unshift(`const reference = (id, name) => ({ $$typeof: ${type}, id, name });`);
      return { contents: lines.join("\n"), loader: "js" };
    });
  },
};

async function exported(file) {
  const { metafile } = await esbuild.build({
    entryPoints: [file],
    format: "esm",
    write: false,
    metafile: true,
    outdir: input.out,
    tsconfig,
    logLevel: "silent",
  });
  return Object.values(metafile.outputs)[0].exports;
}

const common = {
  bundle: true,
  tsconfig,
  nodePaths: ["/usr/share/nodejs"],
  logLevel: "silent",
  define: { "process.env.NODE_ENV": '"development"' },
};
const node = { ...common, sourcemap: "inline", platform: "node", format: "cjs", target: "node20" };
const beside = (name) => JSON.stringify(path.join(here, name));
const module = (contents) => ({ stdin: { contents, resolveDir: here, loader: "js" } });

/** A module that imports files and exports them under their names. */
const registry = (name, files) =>
  files.map((file, number) => `import * as file${number} from ${JSON.stringify(file)};`).join(
    "\n",
  ) +
  `\nexport const ${name} = { ${
    files.map((file, number) => `${JSON.stringify(file)}: file${number}`).join(", ")
  } };\n`;

const boundary = path.join(here, "router.js");
clients.set(boundary, ["ErrorBoundary"]);
await esbuild.build({
  ...node,
  ...module(
    registry("files", input.files) +
      `export { NEVER, render } from ${beside("encode.js")};\n` +
      (input.proxy ? `export * as before from ${JSON.stringify(input.proxy)};\n` : "") +
      `export { requests } from "next/headers";\n` +
      `export { NextRequest } from "next/server";\nexport { createElement, Suspense } from "react";\n`,
  ),
  conditions: ["react-server"],
  // React's warnings know nothing of references.
  define: { "process.env.NODE_ENV": '"production"' },
  outfile: path.join(input.out, "server.cjs"),
  plugins: [
    standIns({ ...input.imports, "next/navigation": path.join(here, "navigation-server.js") }),
    references,
  ],
});

const registered = registry("modules", [...clients.keys()]);
await Promise.all([
  esbuild.build({
    ...node,
    ...module(`${registered}\nexport { toHTML } from ${beside("first-render.js")};`),
    outfile: path.join(input.out, "client.cjs"),
    plugins: [standIns(input.imports)],
  }),
  esbuild.build({
    ...common,
    ...module(`${registered}\nimport { start } from ${beside("browser.js")};\nstart(modules);`),
    platform: "browser",
    format: "iife",
    target: "es2022",
    define: { ...common.define, "process.env": "{}" },
    outfile: path.join(input.out, "browser.js"),
    plugins: [
      standIns({
        ...input.imports,
        "server-only": path.join(here, "client-only.js"),
        "next/headers": path.join(here, "client-only.js"),
      }),
    ],
  }),
]);

await writeFile(path.join(input.out, "modules.css"), [...styles.values()].join("\n"));

// A path's segments without groups; of two routes that match, the one with fewer brackets answers.
function segments(file) {
  const parts = path.relative(input.app, path.dirname(file)).split(path.sep);
  return parts.filter((part) => part && !/^\(.*\)$/.test(part));
}

/** What Next.js wraps around a page, from the outside in. */
function around(file) {
  const found = [];
  const parts = [
    "",
    ...path.relative(input.app, path.dirname(file)).split(path.sep).filter(Boolean),
  ];
  for (let depth = 1; depth <= parts.length; depth += 1) {
    for (const kind of ["layout", "error", "loading"]) {
      const candidate = path.join(input.app, ...parts.slice(1, depth), `${kind}.tsx`);
      if (input.files.includes(candidate)) found.push({ kind, file: candidate });
    }
  }
  return found;
}

const named = (name) => input.files.filter((file) => path.parse(file).name === name);
const routes = [
  ...named("route").map((file) => ({ segments: segments(file), file, kind: "route" })),
  ...named("page").map((file) => ({
    segments: segments(file),
    file,
    kind: "page",
    around: around(file),
  })),
].sort((a, b) => brackets(a) - brackets(b));

function brackets(route) {
  return route.segments.filter((segment) => segment.startsWith("[")).length;
}

// What answers a path that nothing else does: Next.js gives it the root layout only.
const lost = path.join(input.app, "not-found.tsx");
const notFound = input.files.includes(lost)
  ? { file: lost, kind: "page", around: around(lost) }
  : undefined;
await writeFile(
  path.join(input.out, "routes.json"),
  JSON.stringify({ routes, boundary, notFound }),
);
