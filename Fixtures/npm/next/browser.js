// Starts an application in the browser.
import { createElement, StrictMode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { Application, Rows } from "./router.js";

/** The rows of another page, while they arrive; of its shell, all that surrounds it. */
function fetchRows(url, wanted = "page") {
  const rows = new Rows();
  rows.arrived = receive(url, rows, wanted).catch((error) =>
    rows.add({ id: 0, error: { message: String(error) } })
  );
  return rows;
}

async function receive(url, rows, wanted) {
  const response = await fetch(url, { headers: { Rows: wanted } });
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of chunks(response.body)) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop();
    lines.forEach((line) => rows.add(JSON.parse(line)));
  }
}

async function* chunks(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

export function start(modules) {
  const { url, params, rows: arrived } = JSON.parse(document.getElementById("rows").textContent);
  const rows = new Rows();
  arrived.forEach((row) => rows.add(row));
  const application = createElement(Application, {
    first: { url, params, rows },
    modules,
    fetchRows,
  });
  const root = document.getElementById("root");
  const strict = createElement(StrictMode, null, application);
  if (root.hasChildNodes()) hydrateRoot(root, strict);
  else createRoot(root).render(strict);
  document.documentElement.dataset.started = "yes";
}
