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

export * from "./navigation-server.js";
