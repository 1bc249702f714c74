import type { ReactNode } from "react";

export interface NextConfig {
  reactStrictMode?: boolean;
  output?: "standalone" | "export";
  distDir?: string;
  basePath?: string;
  poweredByHeader?: boolean;
  typedRoutes?: boolean;
  serverExternalPackages?: string[];
  eslint?: { ignoreDuringBuilds?: boolean };
  typescript?: { ignoreBuildErrors?: boolean };
  turbopack?: Record<string, unknown>;
  experimental?: Record<string, unknown>;
  rewrites?: () => Promise<{ source: string; destination: string }[]>;
  redirects?: () => Promise<{ source: string; destination: string; permanent: boolean }[]>;
  headers?: () => Promise<{ source: string; headers: { key: string; value: string }[] }[]>;
}

export interface Metadata {
  title?: string | { default: string; template?: string; absolute?: string } | null;
  description?: string | null;
  robots?: string | { index?: boolean; follow?: boolean } | null;
  icons?: string | { icon?: string } | null;
  metadataBase?: URL | null;
}

export interface Viewport {
  width?: string | number;
  initialScale?: number;
  themeColor?: string;
}

/** The query of a page as Next.js hands it over. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

// The rest is no part of Next.js: what a route, page or special file may export, and its shape.
// `Params` are the segments in brackets of the file's path.

interface SegmentConfig {
  dynamic?: "auto" | "force-dynamic" | "error" | "force-static";
  dynamicParams?: boolean;
  revalidate?: number | false;
  fetchCache?: string;
  runtime?: "edge" | "nodejs";
  preferredRegion?: string | string[];
  maxDuration?: number;
}

type Eventually<T> = T | Promise<T>;

export type RouteHandler<Params> = (
  request: import("./server.d.ts").NextRequest,
  context: { params: Promise<Params> },
) => Eventually<Response>;

export interface RouteModule<Params> extends SegmentConfig {
  GET?: RouteHandler<Params>;
  HEAD?: RouteHandler<Params>;
  OPTIONS?: RouteHandler<Params>;
  POST?: RouteHandler<Params>;
  PUT?: RouteHandler<Params>;
  PATCH?: RouteHandler<Params>;
  DELETE?: RouteHandler<Params>;
  generateStaticParams?: (...given: never[]) => unknown;
}

interface Described<Props> extends SegmentConfig {
  metadata?: Metadata;
  generateMetadata?: (props: Props) => Eventually<Metadata>;
  viewport?: Viewport;
  generateViewport?: (props: Props) => Eventually<Viewport>;
  generateStaticParams?: (...given: never[]) => unknown;
}

type Component<Props> = (props: Props) => Eventually<ReactNode>;

interface PageProps<Params> {
  params: Promise<Params>;
  searchParams: SearchParams;
}

export interface PageModule<Params> extends Described<PageProps<Params>> {
  default: Component<PageProps<Params>>;
}

interface LayoutProps<Params> {
  children: ReactNode;
  params: Promise<Params>;
}

export interface LayoutModule<Params> extends Described<LayoutProps<Params>> {
  default: Component<LayoutProps<Params>>;
}

export interface LoadingModule<_Params> {
  default: () => Eventually<ReactNode>;
}

export interface NotFoundModule<_Params> {
  default: () => Eventually<ReactNode>;
}

export interface ErrorModule<_Params> {
  default: (props: { error: Error & { digest?: string }; reset: () => void }) => ReactNode;
}
