// The first render of client components, on the server.
import { createElement, StrictMode } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { Writable } from "node:stream";
import { Application, Rows } from "./router.js";

/** The HTML of a page whose rows have all arrived; nothing when only the browser can show it. */
export function toHTML({ url, params, rows: arrived, modules }) {
  const rows = new Rows();
  arrived.forEach((row) => rows.add(row));
  const application = createElement(Application, { first: { url, params, rows }, modules });
  return new Promise((resolve) => {
    let html = "";
    const into = new Writable({
      write(part, _encoding, done) {
        html += part;
        done();
      },
      final(done) {
        resolve(html);
        done();
      },
    });
    const { pipe } = renderToPipeableStream(createElement(StrictMode, null, application), {
      onAllReady: () => pipe(into),
      onShellError: () => resolve(""),
      onError() {},
    });
  });
}
