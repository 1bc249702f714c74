// Judges generated projects with TypeScript: every file must parse, declare nothing twice, and use
// only names that it declares or imports, from modules that export them.
//
// Reads the directory of a frontend per line and prints a line per problem. Packages are not there:
// what is imported from them is of any type.
"use strict";

const fs = require("fs");
const path = require("path");

const ts = require("typescript");

// A name declared twice or not at all, one that a module does not export, a use before the
// declaration, a type that is used as a value or the other way round.
const PROBLEMS = new Set([
  2300, 2303, 2304, 2305, 2308, 2310, 2395, 2411, 2428, 2430, 2440, 2448, 2449, 2451, 2456,
  2459, 2460, 2502, 2552, 2567, 2614, 2693, 2717, 2724, 2749,
]);

function files(directory) {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) return files(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

const roots = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
const names = roots.flatMap(files);
const options = {
  jsx: ts.JsxEmit.Preserve,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

function resolve(name, from) {
  const root = roots.find((root) => from.startsWith(root + "/"));
  const base = name.startsWith("@/")
    ? path.join(root, name.slice(2))
    : name.startsWith(".") && path.resolve(path.dirname(from), name);
  if (!base) return undefined;
  const found = [".ts", ".tsx", "/index.ts", "/index.tsx"].map((end) => base + end)
    .find((file) => fs.existsSync(file));
  return found && { resolvedFileName: found };
}

const host = ts.createCompilerHost(options);
const read = host.readFile;
// This version does not know `satisfies`.
host.readFile = (file) => read(file)?.replace(/^\} satisfies \{/m, "} as {");
host.getSourceFile = (file, target) =>
  ts.createSourceFile(file, host.readFile(file) ?? "", target);
host.resolveModuleNames = (modules, from) => modules.map((name) => resolve(name, from));

const program = ts.createProgram(names, options, host);
for (const name of names) {
  const source = program.getSourceFile(name);
  const found = [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source).filter(({ code }) => PROBLEMS.has(code)),
  ];
  for (const { code, messageText, start } of found) {
    const { line } = source.getLineAndCharacterOfPosition(start);
    const message = ts.flattenDiagnosticMessageText(messageText, " ");
    console.log(`${name}:${line + 1}: TS${code} ${message}: ${source.text.split("\n")[line].trim()}`);
  }
}
console.log(`judged ${names.length}`);
