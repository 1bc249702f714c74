extension Template {
  /// The root layout.
  static let frontendLayout = Template(
    name: "frontend/layout", version: 1,
    text: #"""
      import type { Metadata } from "next";
      import { cookies } from "next/headers";
      import type { ReactNode } from "react";
      import { Providers } from "@/components/providers";
      import { site } from "@/lib/site";
      import "./globals.css";

      export const metadata: Metadata = {
        title: { default: site.name, template: `%s · ${site.name}` },
        description: site.description,
      };

      export default async function RootLayout({
        children,
      }: {
        children: ReactNode;
      }) {
        // Read here, so that the first paint has the right colours already.
        const theme = (await cookies()).get("theme")?.value;

        return (
          <html
            lang={site.language}
            dir={site.direction}
            data-theme={theme === "light" || theme === "dark" ? theme : undefined}
            suppressHydrationWarning
          >
            <body className="min-h-dvh bg-background text-foreground antialiased">
              <Providers>{children}</Providers>
            </body>
          </html>
        );
      }

      """#)

  /// What is shown when a page fails.
  static let frontendErrorPage = Template(
    name: "frontend/error", version: 1,
    text: #"""
      "use client";

      import { useRouter } from "next/navigation";
      import { startTransition, useEffect } from "react";
      import { Button } from "@/components/ui/button";

      interface ErrorPageProps {
        error: Error & { digest?: string };
        reset: () => void;
      }

      export default function ErrorPage({ error, reset }: ErrorPageProps) {
        const router = useRouter();

        useEffect(() => {
          console.error(error);
        }, [error]);

        /** Renders again, on the server too: the error may come from there. */
        function retry() {
          startTransition(() => {
            router.refresh();
            reset();
          });
        }

        return (
          <main
            role="alert"
            className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-24 text-center"
          >
            <h1 className="text-2xl font-semibold">Something went wrong</h1>
            <p className="text-muted-foreground">
              The page could not be shown. Trying again may help.
            </p>
            {error.digest && (
              <p className="text-sm text-muted-foreground">
                Error <code>{error.digest}</code>
              </p>
            )}
            <Button type="button" onClick={retry}>
              Try again
            </Button>
          </main>
        );
      }

      """#)

  /// What is shown when the root layout fails.
  static let frontendGlobalError = Template(
    name: "frontend/global-error", version: 1,
    text: #"""
      "use client";

      import { useEffect } from "react";
      import { site } from "@/lib/site";
      import "./globals.css";

      interface GlobalErrorProps {
        error: Error & { digest?: string };
        reset: () => void;
      }

      /** What is shown when the root layout itself fails. */
      export default function GlobalError({ error, reset }: GlobalErrorProps) {
        useEffect(() => {
          console.error(error);
        }, [error]);

        return (
          <html lang={site.language} dir={site.direction}>
            <body className="bg-background text-foreground">
              <main role="alert" className="flex flex-col items-center gap-4 p-16">
                <h1 className="text-2xl font-semibold">Something went wrong</h1>
                <button type="button" className="underline" onClick={reset}>
                  Try again
                </button>
              </main>
            </body>
          </html>
        );
      }

      """#)

  /// What is shown where there is no page.
  static let frontendNotFound = Template(
    name: "frontend/not-found", version: 1,
    text: #"""
      import Link from "next/link";
      import { buttonVariants } from "@/components/ui/button";

      export default function NotFound() {
        return (
          <main className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-24 text-center">
            <p className="text-sm font-medium text-muted-foreground">404</p>
            <h1 className="text-2xl font-semibold">There is no such page</h1>
            <p className="text-muted-foreground">
              It may have been moved, or the address has a mistake in it.
            </p>
            <Link href="/" className={buttonVariants({ variant: "outline" })}>
              To the start
            </Link>
          </main>
        );
      }

      """#)

  /// What is shown while a page loads.
  static let frontendLoading = Template(
    name: "frontend/loading", version: 1,
    text: #"""
      import { Skeleton } from "@/components/ui/skeleton";

      export default function Loading() {
        return (
          <main aria-busy="true" className="flex flex-col gap-4">
            <span role="status" className="sr-only">
              Loading
            </span>
            <Skeleton className="h-8 w-48" />
            <Skeleton className="h-4 w-full max-w-md" />
            <Skeleton className="h-64 w-full" />
          </main>
        );
      }

      """#)

  /// The start page.
  static let frontendStart = Template(
    name: "frontend/start", version: 1,
    text: #"""
      {{#navigation}}
      import Link from "next/link";
      import { navigation } from "@/lib/navigation";
      {{/navigation}}
      {{^navigation}}
      {{#auth}}
      import Link from "next/link";
      {{/auth}}
      {{/navigation}}
      import { site } from "@/lib/site";

      export default function StartPage() {
      {{#navigation}}
        const pages = navigation.filter(({ href }) => href !== "/");

      {{/navigation}}
        return (
          <main className="flex flex-col gap-6{{^navigation}} mx-auto max-w-3xl px-4 py-12{{/navigation}}">
            <div className="flex flex-col gap-2">
              <h1 className="text-2xl font-semibold">{site.name}</h1>
              <p className="text-muted-foreground">{site.description}</p>
            </div>
      {{#navigation}}
            {pages.length > 0 ? (
              <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                {pages.map(({ title, href }) => (
                  <li key={href}>
                    <Link
                      href={href}
                      className="flex h-full items-center rounded-lg border border-border bg-card p-4 font-medium text-card-foreground transition-colors hover:bg-accent focus-visible:outline-2 focus-visible:outline-ring"
                    >
                      {title}
                    </Link>
                  </li>
                ))}
              </ul>
            ) : (
              <FirstSteps />
            )}
      {{/navigation}}
      {{^navigation}}
            <FirstSteps />
      {{#auth}}
            <Link href="/account" className="underline underline-offset-4">
              Your account
            </Link>
      {{/auth}}
      {{/navigation}}
          </main>
        );
      }

      function FirstSteps() {
        return (
          <div className="rounded-lg border border-dashed border-border p-6 text-sm text-muted-foreground">
            <p>This makes a page with a table, and all that is behind it:</p>
            <pre className="mt-3 overflow-x-auto rounded-md bg-muted p-3 text-foreground">
              <code>
                backstitch generate fullstack product name:str:64:required
              </code>
            </pre>
          </div>
        );
      }

      """#)

  /// What tells a container that the process answers.
  static let frontendHealth = Template(
    name: "frontend/health", version: 1,
    text: #"""
      /** Whether this process answers: nothing is asked of the backend. */
      export function GET(): Response {
        return Response.json({ status: "ok" });
      }

      """#)

  /// What all pages have around them.
  static let frontendProviders = Template(
    name: "frontend/providers", version: 1,
    text: #"""
      "use client";

      import type { ReactNode } from "react";
      import { Direction } from "radix-ui";
      import { Toaster } from "@/components/ui/sonner";
      import { site } from "@/lib/site";

      /** What all pages have around them: the direction of menus, and messages. */
      export function Providers({ children }: { children: ReactNode }) {
        return (
          <Direction.Provider dir={site.direction}>
            {children}
            <Toaster />
          </Direction.Provider>
        );
      }

      """#)

  /// The name and the language of the application.
  static let frontendSite = Template(
    name: "frontend/site", version: 1,
    text: #"""
      /** What the whole application is called, and how it is written. */
      export const site: Site = {
        name: {{{titleLiteral}}},
        description: {{{descriptionLiteral}}},
        language: "en",
        direction: "ltr",
      };

      interface Site {
        name: string;
        description: string;
        /** The language of all texts, as in `<html lang>`. */
        language: string;
        /** `rtl` turns the whole layout around: no class says left or right. */
        direction: "ltr" | "rtl";
      }

      """#)

  /// The function that joins class names.
  static let frontendClassNames = Template(
    name: "frontend/utils", version: 1,
    text: #"""
      import { type ClassValue, clsx } from "clsx";
      import { twMerge } from "tailwind-merge";

      /** Joins class names; of two that contradict each other the later counts. */
      export function cn(...inputs: ClassValue[]): string {
        return twMerge(clsx(inputs));
      }

      """#)

  /// The function that calls the backend.
  static let frontendServerFetch = Template(
    name: "frontend/server-fetch", version: 1,
    text: #"""
      import "server-only";
      import { cookies, headers } from "next/headers";

      const BACKEND_URL = (
        process.env.BACKEND_URL ?? "http://127.0.0.1:8000"
      ).replace(/\/+$/, "");

      /**
       * Calls the backend as the user who asks us: with the token of the session's
       * cookie, which is renewed before a page or handler runs, else with the token
       * that the request itself brings.
       *
       * @param path - a path of the backend, such as "/api/v1/auth/me"
       */
      export async function serverFetch(
        path: string,
        init: RequestInit = {},
      ): Promise<Response> {
        const sent = new Headers(init.headers);
        const authorization = await bearer();
        if (authorization && !sent.has("authorization")) {
          sent.set("authorization", authorization);
        }
        if (init.body && !sent.has("content-type")) {
          sent.set("content-type", "application/json");
        }
        return fetch(`${BACKEND_URL}${path}`, {
          ...init,
          headers: sent,
          cache: "no-store",
        });
      }

      async function bearer(): Promise<string | null> {
        const token = (await cookies()).get("access_token")?.value;
        if (token) return `Bearer ${token}`;
        const given = (await headers()).get("authorization");
        // Another scheme is for whoever stands before us.
        return given?.startsWith("Bearer ") ? given : null;
      }

      """#)
}
