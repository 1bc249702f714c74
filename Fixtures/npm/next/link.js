"use client";
// `next/link`: an anchor that asks the router.
import { createElement, useEffect } from "react";
import { useRouter } from "next/navigation";

function written(href) {
  if (typeof href === "string") return href;
  const query = new URLSearchParams(href.query).toString();
  return (href.pathname ?? "") + (query && `?${query}`);
}

export default function Link({ href, replace, scroll, prefetch, onClick, ...rest }) {
  const router = useRouter();
  const url = written(href);
  useEffect(() => {
    if (prefetch !== false) router.prefetch(url);
  }, [router, prefetch, url]);
  return createElement("a", {
    ...rest,
    href: url,
    onClick(event) {
      onClick?.(event);
      if (event.defaultPrevented || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      router[replace ? "replace" : "push"](url, { scroll });
    },
  });
}
