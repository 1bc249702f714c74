// What TypeScript's own parser says about files, for comparison with ours.
//
//     list ROOT...        the source files below some directories
//     digest              reads paths, prints "PATH ok TOKENS STATEMENTS" or "PATH refused REASON"
//     dump PATH           every token and statement that goes into the digests
//
// A token counts when it is a word, a literal, text of an element, a bracket, a comma or a
// semicolon: how operators are cut differs between parsers and decides nothing.
"use strict";

const fs = require("fs");
const path = require("path");

const ts = require("typescript");
const kinds = ts.SyntaxKind;

const isSource = (name) => /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/.test(name);

function list(root, found) {
  for (const entry of fs.readdirSync(root, { withFileTypes: true })) {
    const below = path.join(root, entry.name);
    if (entry.isDirectory()) list(below, found);
    else if (entry.isFile() && isSource(entry.name)) found.push(below);
  }
  return found;
}

function scriptKind(file) {
  if (/\.tsx$/.test(file)) return ts.ScriptKind.TSX;
  if (/\.[mc]?ts$/.test(file)) return ts.ScriptKind.TS;
  return ts.ScriptKind.TSX;
}

// Offsets in UTF-16 units to offsets in UTF-8 bytes.
function byteOffsets(text, shift) {
  const offsets = new Uint32Array(text.length + 1);
  let bytes = shift;
  for (let index = 0; index < text.length; index++) {
    offsets[index] = bytes;
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) bytes += 4;
    else if (unit < 0xdc00 || unit >= 0xe000) bytes += 3;
  }
  offsets[text.length] = bytes;
  return offsets;
}

const brackets = new Set([
  kinds.OpenParenToken, kinds.CloseParenToken, kinds.OpenBracketToken, kinds.CloseBracketToken,
  kinds.OpenBraceToken, kinds.CloseBraceToken, kinds.CommaToken, kinds.SemicolonToken,
]);

function counts(kind) {
  return kind === kinds.Identifier || kind === kinds.PrivateIdentifier || kind === kinds.JsxText ||
    (kind >= kinds.FirstKeyword && kind <= kinds.LastKeyword) ||
    (kind >= kinds.FirstLiteralToken && kind <= kinds.LastTemplateToken) || brackets.has(kind);
}

function visitTokens(node, source, found) {
  if (node.kind >= kinds.FirstJSDocNode && node.kind <= kinds.LastJSDocNode) return;
  const children = node.getChildren(source);
  if (children.length === 0) {
    const start = node.kind === kinds.JsxText ? node.pos : node.getStart(source);
    if (counts(node.kind) && node.end > start) found.push([start, node.end]);
    return;
  }
  for (const child of children) visitTokens(child, source, found);
}

const letters = new Map([
  [kinds.ImportDeclaration, "i"], [kinds.ImportEqualsDeclaration, "q"],
  [kinds.VariableStatement, "v"], [kinds.FunctionDeclaration, "f"],
  [kinds.ClassDeclaration, "c"], [kinds.InterfaceDeclaration, "t"],
  [kinds.TypeAliasDeclaration, "a"], [kinds.EnumDeclaration, "e"],
  [kinds.ModuleDeclaration, "n"], [kinds.NamespaceExportDeclaration, "s"],
]);

function letter(node) {
  if (node.kind === kinds.ExportDeclaration) return node.exportClause && node.exportClause.elements ? "x" : "l";
  if (node.kind === kinds.ExportAssignment) return node.isExportEquals ? "s" : "d";
  return letters.get(node.kind) || "o";
}

function read(file) {
  const bytes = fs.readFileSync(file);
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const hasMark = text.charCodeAt(0) === 0xfeff;
  const source = ts.createSourceFile(
    file, hasMark ? text.slice(1) : text, ts.ScriptTarget.Latest, false, scriptKind(file));
  if (source.parseDiagnostics.length > 0) {
    const first = source.parseDiagnostics[0];
    const line = source.getLineAndCharacterOfPosition(first.start).line + 1;
    const message = ts.flattenDiagnosticMessageText(first.messageText, " ");
    return { refused: `line ${line}: ${message}` };
  }
  const offsets = byteOffsets(source.text, hasMark ? 3 : 0);
  const tokens = [];
  visitTokens(source, source, tokens);
  const statements = source.statements
    .filter((node) => node.kind !== kinds.EmptyStatement)
    .map((node) => [letter(node), offsets[node.getStart(source)], offsets[node.end]]);
  return {
    tokens: tokens.map(([start, end]) => [offsets[start], offsets[end]]), statements,
  };
}

const mix = (hash, value) => Math.imul(hash ^ value, 16777619) >>> 0;

function digest(file) {
  const { refused, tokens, statements } = read(file);
  if (refused) return `${file}\trefused\t${refused.replace(/\s+/g, " ")}`;
  let first = 2166136261;
  for (const [start, end] of tokens) first = mix(mix(first, start), end);
  let second = 2166136261;
  for (const [letter, start, end] of statements) {
    second = mix(mix(mix(second, letter.charCodeAt(0)), start), end);
  }
  return `${file}\tok\t${first}\t${second}`;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "list") {
  for (const root of rest) if (fs.existsSync(root)) console.log(list(root, []).join("\n"));
} else if (mode === "dump") {
  const { refused, tokens, statements } = read(rest[0]);
  console.log(refused || "ok");
  for (const token of tokens || []) console.log(token.join(" "));
  for (const statement of statements || []) console.log(statement.join(" "));
} else {
  for (const file of fs.readFileSync(0, "utf8").split("\n")) {
    if (!file) continue;
    try {
      console.log(digest(file));
    } catch (error) {
      console.log(`${file}\trefused\t${error.message.split("\n")[0]}`);
    }
  }
}
