"use client";
// Messages in a corner; they stay, so that a check can read them.
import { createElement, useSyncExternalStore } from "react";

let shown = [];
let last = 0;
const listeners = new Set();

function change(next) {
  shown = next;
  listeners.forEach((listener) => listener());
}

const show = (kind) => (message, { id = (last += 1), description } = {}) => {
  change([...shown.filter((each) => each.id !== id), { id, kind, message, description }]);
  return id;
};

export const toast = Object.assign(show("message"), {
  success: show("success"),
  error: show("error"),
  info: show("info"),
  warning: show("warning"),
  message: show("message"),
  loading: show("loading"),
  dismiss(id) {
    change(id === undefined ? [] : shown.filter((each) => each.id !== id));
    return id;
  },
});

const none = [];
const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function Toaster() {
  const messages = useSyncExternalStore(subscribe, () => shown, () => none);
  return createElement(
    "section",
    {
      "aria-label": "Notifications",
      "aria-live": "polite",
      style: { position: "fixed", insetInlineEnd: 16, bottom: 16 },
    },
    messages.map(({ id, kind, message, description }) =>
      createElement("div", { key: id, "data-kind": kind }, message, description)
    ),
  );
}
