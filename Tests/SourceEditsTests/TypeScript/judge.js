// Judges edited TypeScript files with TypeScript's own parser.
//
// Reads "BEFORE<tab>AFTER" per line and prints a line per case that is wrong: the result must
// parse, and its tokens must be those before with one run of tokens inserted; commas do not count.
"use strict";

const fs = require("fs");

const ts = require("typescript");

function tokens(file) {
  const text = fs.readFileSync(file, "utf8");
  const kind = /\.[mc]?ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.TSX;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  const found = [];
  (function visit(node) {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    if (children.length > 0 || node.kind === ts.SyntaxKind.CommaToken) return;
    const spelled = node.getText(source);
    if (spelled) found.push(spelled);
  })(source);
  return { problems: source.parseDiagnostics, found };
}

function judge(before, after) {
  const old = tokens(before);
  if (old.problems.length > 0) return null;
  const now = tokens(after);
  if (now.problems.length > 0) {
    return `does not parse: ${ts.flattenDiagnosticMessageText(now.problems[0].messageText, " ")}`;
  }
  const [one, other] = [old.found, now.found];
  if (other.length <= one.length) return "nothing was inserted";
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return start + end === one.length ? null : `token ${start}: ${one[start]} became ${other[start]}`;
}

for (const line of fs.readFileSync(0, "utf8").split("\n")) {
  if (!line) continue;
  const [before, after] = line.split("\t");
  const wrong = judge(before, after);
  if (wrong) console.log(`${line}\t${wrong}`);
}
