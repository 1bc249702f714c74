// Compiles the JSON strings of the lines as browsers do, and prints those that cannot be.
"use strict";

const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
for (const line of lines) {
  try {
    new RegExp(JSON.parse(line), "u");
  } catch (error) {
    console.log(`${line}: ${error.message}`);
  }
}
console.log(`judged ${lines.length}`);
