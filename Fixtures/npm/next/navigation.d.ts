interface NavigateOptions {
  scroll?: boolean;
}

interface Router {
  push(href: string, options?: NavigateOptions): void;
  replace(href: string, options?: NavigateOptions): void;
  prefetch(href: string): void;
  refresh(): void;
  back(): void;
  forward(): void;
}

interface ReadonlyURLSearchParams
  extends Omit<URLSearchParams, "append" | "set" | "delete" | "sort"> {
  [Symbol.iterator](): URLSearchParamsIterator<[string, string]>;
}

export type { ReadonlyURLSearchParams };
export function useRouter(): Router;
export function usePathname(): string;
export function useSearchParams(): ReadonlyURLSearchParams;
export function useParams<T extends Record<string, string | string[]>>(): T;
export function redirect(url: string): never;
export function notFound(): never;
export function permanentRedirect(url: string): never;
export function unstable_rethrow(error: unknown): void;
