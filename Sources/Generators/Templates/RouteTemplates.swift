extension Template {
  /// A module of route handlers.
  static let route = Template(
    name: "nextjs/route", version: 1,
    text: """
      import type { NextRequest } from "next/server";
      import { proxyToBackend } from "{{{proxy}}}";

      {{#path}}
      {{{.}}}
      {{/path}}
      {{#slug}}

      interface Context {
        params: Promise<{ {{{key}}}: string }>;
      }
      {{/slug}}
      {{#handlers}}

      export async function {{{method}}}({{{parameters}}}) {
      {{#slug}}
        const { {{{binding}}} } = await params;
      {{/slug}}
        return proxyToBackend({{{arguments}}});
      }
      {{/handlers}}

      """)

  /// The module that all route handlers call the backend with.
  static let backendProxy = Template(
    name: "nextjs/backend-proxy", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{^serverFetch}}

      const BACKEND_URL = (
        process.env.{{{variable}}} ?? "{{{address}}}"
      ).replace(/\\/+$/, "");

      const FORWARDED_HEADERS = ["authorization", "content-type", "cookie"];
      {{/serverFetch}}

      /**
       * Passes a request on to the backend, and what it answers back: status, body
       * and content type stay as they are.
       *
       * @param prefix - a path of the backend, such as "/setting/products"
       * @param segments - what follows it; each is escaped
       */
      export async function proxyToBackend(
        request: NextRequest,
        prefix: string,
        ...segments: string[]
      ): Promise<Response> {
        // What could lead out of the prefix: dots cannot be escaped, and a server on
        // the way may unescape a slash.
        if (segments.some((segment) => /^\\.{0,2}$|[/\\\\]/.test(segment))) {
          return Response.json({ detail: "Not Found" }, { status: 404 });
        }
        const path = [prefix, ...segments.map(encodeURIComponent)].join("/");
        const body = await request.text();
      {{^serverFetch}}
        const headers = new Headers();
        for (const name of FORWARDED_HEADERS) {
          const value = request.headers.get(name);
          if (value !== null) headers.set(name, value);
        }
      {{/serverFetch}}

        let upstream: Response;
        try {
      {{#serverFetch}}
          upstream = await {{{serverFetch}}}(path + request.nextUrl.search, {
            method: request.method,
      {{#setsType}}
            headers: { "Content-Type": "application/json" },
      {{/setsType}}
            body: body || undefined,
          });
      {{/serverFetch}}
      {{^serverFetch}}
          upstream = await fetch(BACKEND_URL + path + request.nextUrl.search, {
            method: request.method,
            headers,
            body: body || undefined,
            cache: "no-store",
          });
      {{/serverFetch}}
        } catch (error) {
      {{#serverFetch}}
          // Redirects of Next.js are thrown too.
          unstable_rethrow(error);
      {{/serverFetch}}
          console.error("The backend cannot be reached:", error);
          return Response.json(
            { detail: "The backend cannot be reached" },
            { status: 502 },
          );
        }

        const type = upstream.headers.get("content-type");
        return new Response(upstream.body, {
          status: upstream.status,
          headers: type ? { "Content-Type": type } : undefined,
        });
      }

      """)
}
