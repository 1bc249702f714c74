// `next/navigation`. The router itself is in router.js.
import { createContext, useContext } from "react";

export const RouterContext = createContext(null);
export const PlaceContext = createContext(null);

function given(context, hook) {
  const value = useContext(context);
  if (value === null) throw new Error(`${hook} was called outside the application`);
  return value;
}

export const useRouter = () => given(RouterContext, "useRouter");
export const usePathname = () => given(PlaceContext, "usePathname").pathname;
export const useSearchParams = () => given(PlaceContext, "useSearchParams").searchParams;
export const useParams = () => given(PlaceContext, "useParams").params;

export function notFound() {
  throw Object.assign(new Error("notFound()"), { digest: "NOT_FOUND" });
}

export function redirect(url) {
  throw Object.assign(new Error(`redirect to ${url}`), { digest: "REDIRECT", url });
}
