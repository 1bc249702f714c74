// The router of the browser, and of the first render on the server: it shows the rows of a page.
import {
  Component,
  createElement,
  Fragment,
  startTransition,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { PlaceContext, RouterContext } from "next/navigation";

/** Rows that arrive one by one. */
export class Rows {
  #rows = new Map();

  #row(id) {
    if (!this.#rows.has(id)) {
      const row = {};
      row.arrives = new Promise((resolve) => (row.arrived = resolve));
      this.#rows.set(id, row);
    }
    return this.#rows.get(id);
  }

  /** When the first row is there. */
  get begun() {
    return this.#row(0).arrives;
  }

  add({ id, value, error }) {
    const row = this.#row(id);
    Object.assign(
      row,
      error ? { error: Object.assign(new Error(error.message), error) } : { value },
    );
    row.done = true;
    row.arrived();
  }

  /** What arrived; a component that comes too early waits. */
  read(id) {
    const row = this.#row(id);
    if (!row.done) throw row.arrives;
    if (row.error) throw row.error;
    return row.value;
  }
}

const useCommit = typeof window === "undefined" ? useEffect : useLayoutEffect;

// The document has these already.
const fragments = new Set(["html", "body"]);

function decode(value, rows, modules) {
  const all = (each) => decode(each, rows, modules);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(all);
  switch (value.$) {
    case undefined:
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, all(each)]));
    case "undefined":
      return undefined;
    case "number":
      return Number(value.value);
    case "date":
      return new Date(value.value);
    case "fragment":
      return Fragment;
    case "suspense":
      return Suspense;
    case "reference":
      return modules[value.id][value.name];
    case "later":
      return createElement(Row, { id: value.id, rows, modules });
  }
  if (value.type === "head") return null;
  const type = fragments.has(value.type) ? Fragment : all(value.type);
  const { children, ...props } = all(value.props);
  const kept = type === Fragment ? {} : props;
  if (value.key !== null) kept.key = value.key;
  const nodes = Array.isArray(children) ? children : children === undefined ? [] : [children];
  return createElement(type, kept, ...nodes);
}

function Row({ id, rows, modules }) {
  const value = rows.read(id);
  return useMemo(() => decode(value, rows, modules), [value, rows, modules]);
}

/** Catches what a segment with an `error.tsx` throws. */
export class ErrorBoundary extends Component {
  state = { error: null };

  static getDerivedStateFromError(error) {
    return { error };
  }

  render() {
    const { shown, children } = this.props;
    if (!this.state.error) return children;
    return createElement(shown, {
      error: this.state.error,
      reset: () => this.setState({ error: null }),
    });
  }
}

/** The application; `first` is `{ url, rows, params }`. */
export function Application({ first, modules, fetchRows }) {
  const [page, setPage] = useState(first);
  // What surrounds other pages, by their paths: with a `loading.tsx` it is shown at once.
  const shells = useRef(new Map());
  const shownURL = useRef(first.url);

  const router = useMemo(() => {
    const go = (how) => (href, { scroll = true } = {}) => {
      const url = new URL(href, location.href);
      if (url.origin !== location.origin) return location.assign(url);
      const next = { url: url.pathname + url.search, rows: fetchRows(url) };
      const shell = url.pathname !== location.pathname && shells.current.get(url.pathname);
      startTransition(() => setPage({ ...next, rows: shell || next.rows, how, scroll }));
      // Without a `loading.tsx` the shell was never shown, and the address is the old one still.
      const show = () => {
        const isShown = shownURL.current === next.url;
        startTransition(() => setPage({ ...next, how: isShown ? "stay" : how, scroll }));
      };
      if (shell) next.rows.begun.then(show);
    };
    const prefetch = (href) => {
      const url = new URL(href, location.href);
      const isKnown = url.origin !== location.origin || shells.current.has(url.pathname);
      if (isKnown) return;
      shells.current.set(url.pathname, null);
      const shell = fetchRows(url, "shell");
      shell.arrived.then(() => shells.current.set(url.pathname, shell));
    };
    return {
      push: go("push"),
      replace: go("replace"),
      refresh: () => go("stay")(location.href, { scroll: false }),
      prefetch,
      back: () => history.back(),
      forward: () => history.forward(),
    };
  }, [fetchRows]);

  useEffect(() => {
    window.next = { router };
  }, [router]);

  useCommit(() => {
    if (page.how === "push") history.pushState(null, "", page.url);
    if (page.how === "replace") history.replaceState(null, "", page.url);
    if (page.how && page.how !== "stay" && page.scroll) window.scrollTo(0, 0);
    shownURL.current = page.url;
  }, [page]);

  useEffect(() => {
    const moved = () => {
      const rows = fetchRows(new URL(location.href));
      startTransition(() =>
        setPage({ url: location.pathname + location.search, rows, how: "stay" })
      );
    };
    window.addEventListener("popstate", moved);
    return () => window.removeEventListener("popstate", moved);
  }, [fetchRows]);

  const place = useMemo(() => {
    const url = new URL(page.url, "http://localhost");
    return { pathname: url.pathname, searchParams: url.searchParams, params: page.params ?? {} };
  }, [page]);
  return createElement(
    RouterContext.Provider,
    { value: router },
    createElement(
      PlaceContext.Provider,
      { value: place },
      createElement(Row, { id: 0, rows: page.rows, modules }),
    ),
  );
}
