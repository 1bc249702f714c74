extension Template {
  /// What stands before all pages and handlers.
  static let frontendProxy = Template(
    name: "frontend/auth/proxy", version: 1,
    text: #"""
      import { type NextRequest, NextResponse } from "next/server";
      import { renewTokens } from "@/lib/auth/backend";
      import {
        ACCESS_COOKIE,
        clearTokens,
        REFRESH_COOKIE,
        setTokens,
        type Tokens,
      } from "@/lib/auth/cookies";
      import { isPublic } from "@/lib/auth/paths";

      /**
       * Stands before all pages and route handlers: lets those in who are signed in,
       * and renews a session whose access token has run out.
       */
      export async function {{{proxy}}}(request: NextRequest): Promise<NextResponse> {
        if (isPublic(request.nextUrl.pathname)) return NextResponse.next();
        const hasToken =
          request.cookies.has(ACCESS_COOKIE) ||
          request.headers.get("authorization")?.startsWith("Bearer ");
        if (hasToken) return NextResponse.next();

        const refreshToken = request.cookies.get(REFRESH_COOKIE)?.value;
        if (!refreshToken) return signedOut(request);
        const renewal = await renewTokens(refreshToken);
        switch (renewal.kind) {
          case "renewed":
            return renewed(request, renewal.tokens);
          case "refused": {
            const response = signedOut(request);
            clearTokens(response.cookies);
            return response;
          }
          case "unreachable":
            // The page says what is wrong; the session may be all right.
            return NextResponse.next();
        }
      }

      /** Goes on with the new tokens, which the browser is given too. */
      function renewed(request: NextRequest, tokens: Tokens): NextResponse {
        request.cookies.set(ACCESS_COOKIE, tokens.accessToken);
        request.cookies.set(REFRESH_COOKIE, tokens.refreshToken);
        const headers = new Headers(request.headers);
        headers.set("cookie", request.cookies.toString());
        const response = NextResponse.next({ request: { headers } });
        setTokens(response.cookies, tokens);
        return response;
      }

      /** A page leads to the login and back; a route handler says why not. */
      function signedOut(request: NextRequest): NextResponse {
        const { pathname, search } = request.nextUrl;
        if (pathname.startsWith("/api/")) {
          return NextResponse.json(
            { detail: "Your session has ended. Sign in again." },
            { status: 401 },
          );
        }
        const login = new URL("/login", request.url);
        if (pathname !== "/" || search) {
          login.searchParams.set("next", pathname + search);
        }
        return NextResponse.redirect(login);
      }

      export const config = {
      {{#nodejs}}
        runtime: "nodejs",
      {{/nodejs}}
        // Everything but what the browser needs to show the login.
        matcher: [
          "/((?!_next/static|_next/image|favicon.ico|robots.txt|.*\\.(?:png|svg|webp|woff2)$).*)",
        ],
      };

      """#)

  /// The cookies of a session.
  static let frontendAuthCookies = Template(
    name: "frontend/auth/cookies", version: 1,
    text: #"""
      import type { NextResponse } from "next/server";

      export const ACCESS_COOKIE = "access_token";
      export const REFRESH_COOKIE = "refresh_token";

      /** What the backend answers to a login and to a refresh. */
      export interface Tokens {
        accessToken: string;
        refreshToken: string;
        /** Seconds until the access token has run out. */
        expiresIn: number;
      }

      type Cookies = NextResponse["cookies"];

      const DAY = 60 * 60 * 24;
      const REFRESH_DAYS = Number(process.env.REFRESH_TOKEN_DAYS) || 14;

      // Scripts of the page cannot read them, and other sites' forms do not bring them
      // along. Plain HTTP in production, as behind a tunnel, has to be asked for.
      const OPTIONS = {
        httpOnly: true,
        sameSite: "lax",
        secure:
          process.env.NODE_ENV === "production" &&
          process.env.COOKIE_SECURE !== "false",
        path: "/",
      } as const;

      /** Keeps a session. A token's cookie is gone before the token has run out. */
      export function setTokens(cookies: Cookies, tokens: Tokens): void {
        cookies.set(ACCESS_COOKIE, tokens.accessToken, {
          ...OPTIONS,
          maxAge: Math.max(tokens.expiresIn - 10, 1),
        });
        cookies.set(REFRESH_COOKIE, tokens.refreshToken, {
          ...OPTIONS,
          maxAge: REFRESH_DAYS * DAY,
        });
      }

      /** Ends a session in the browser. */
      export function clearTokens(cookies: Cookies): void {
        cookies.set(ACCESS_COOKIE, "", { ...OPTIONS, maxAge: 0 });
        cookies.set(REFRESH_COOKIE, "", { ...OPTIONS, maxAge: 0 });
      }

      /** Whether an answer is a pair of tokens. */
      export function isTokens(value: unknown): value is Tokens {
        const tokens = value as Partial<Tokens> | null;
        return (
          typeof tokens?.accessToken === "string" &&
          typeof tokens.refreshToken === "string" &&
          typeof tokens.expiresIn === "number"
        );
      }

      """#)

  /// The calls of the backend's routes for sessions.
  static let frontendAuthBackend = Template(
    name: "frontend/auth/backend", version: 1,
    text: #"""
      import { isTokens, type Tokens } from "@/lib/auth/cookies";

      const BACKEND_URL = (
        process.env.BACKEND_URL ?? "http://127.0.0.1:8000"
      ).replace(/\/+$/, "");

      /** Where the backend has its routes for sessions. */
      export const AUTH_PREFIX = "/api/v1/auth";

      /** Posts to the backend's routes for sessions, without a token. */
      export function postAuth(route: string, body: unknown): Promise<Response> {
        return fetch(`${BACKEND_URL}${AUTH_PREFIX}/${route}`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body),
          cache: "no-store",
        });
      }

      /** What became of a refresh token. */
      export type Renewal =
        | { kind: "renewed"; tokens: Tokens }
        | { kind: "refused" }
        | { kind: "unreachable" };

      // A refresh token is good for one use: the requests of a page that arrive
      // together share it, and those that were sent before the new cookies arrived get
      // the same pair for a while. All parts of the server have the one table, though
      // a bundler may give each a module of its own.
      const GRACE = 30_000;
      const shared = globalThis as typeof globalThis & {
        sessionRenewals?: Map<string, Promise<Renewal>>;
      };
      const renewals = (shared.sessionRenewals ??= new Map());

      /** Exchanges a refresh token for a new pair. */
      export function renewTokens(refreshToken: string): Promise<Renewal> {
        const open = renewals.get(refreshToken);
        if (open) return open;
        const renewal = exchange(refreshToken);
        renewals.set(refreshToken, renewal);
        void renewal.then(({ kind }) => {
          const forget = () => renewals.delete(refreshToken);
          if (kind === "renewed") setTimeout(forget, GRACE);
          else forget();
        });
        return renewal;
      }

      async function exchange(refreshToken: string): Promise<Renewal> {
        try {
          const answer = await postAuth("refresh", { refreshToken });
          if (answer.ok) {
            const tokens: unknown = await answer.json();
            return isTokens(tokens)
              ? { kind: "renewed", tokens }
              : { kind: "unreachable" };
          }
          return answer.status < 500 ? { kind: "refused" } : { kind: "unreachable" };
        } catch {
          return { kind: "unreachable" };
        }
      }

      """#)

  /// Which paths are there for everybody.
  static let frontendAuthPaths = Template(
    name: "frontend/auth/paths", version: 1,
    text: #"""
      const PUBLIC_PAGES = ["/login", "/register"];
      const PUBLIC_ROUTES = [
        "/api/health",
        "/api/auth/login",
        "/api/auth/logout",
        "/api/auth/refresh",
        "/api/auth/register",
      ];

      /** Whether a path is there for everybody, signed in or not. */
      export function isPublic(pathname: string): boolean {
        return PUBLIC_PAGES.includes(pathname) || PUBLIC_ROUTES.includes(pathname);
      }

      /** Where to go after signing in: a page of ours, whatever the address says. */
      export function returnPath(next: string | string[] | undefined): string {
        const path = Array.isArray(next) ? next[0] : next;
        const base = "http://localhost";
        if (!path?.startsWith("/") || !URL.canParse(path, base)) return "/";
        const url = new URL(path, base);
        if (url.origin !== base || isPublic(url.pathname)) return "/";
        return url.pathname + url.search;
      }

      """#)

  /// What the handlers of sessions have in common.
  static let frontendAuthHandlers = Template(
    name: "frontend/auth/handlers", version: 1,
    text: #"""
      import { type NextRequest, NextResponse } from "next/server";
      import { postAuth } from "@/lib/auth/backend";

      /**
       * The JSON object that a request brings; nothing when it is something else. A
       * form of another site cannot send JSON.
       */
      export async function readJSON(
        request: NextRequest,
      ): Promise<Record<string, unknown> | null> {
        const type = request.headers.get("content-type") ?? "";
        if (!type.startsWith("application/json")) return null;
        const body: unknown = await request.json().catch(() => null);
        return body !== null && typeof body === "object" && !Array.isArray(body)
          ? { ...body }
          : null;
      }

      /** The answer to anything but a JSON object. */
      export function badRequest(): NextResponse {
        return NextResponse.json(
          { detail: "A JSON object is needed" },
          { status: 400 },
        );
      }

      /** Posts to the backend; the answer is 502 when nothing answers there. */
      export async function forwardAuth(
        route: string,
        body: unknown,
      ): Promise<Response> {
        try {
          return await postAuth(route, body);
        } catch (error) {
          console.error("The backend cannot be reached:", error);
          return Response.json(
            { detail: "The backend cannot be reached" },
            { status: 502 },
          );
        }
      }

      /** What the backend answered, passed on: its status, and its JSON. */
      export async function passOn(answer: Response): Promise<NextResponse> {
        const body: unknown = await answer.json().catch(() => null);
        return NextResponse.json(
          body ?? { detail: `The backend answered with status ${answer.status}` },
          { status: answer.status },
        );
      }

      """#)

  /// Who is signed in.
  static let frontendAuthUser = Template(
    name: "frontend/auth/user", version: 1,
    text: #"""
      import "server-only";
      import { AUTH_PREFIX } from "@/lib/auth/backend";
      import { serverFetch } from "@/lib/server-fetch";

      /** Somebody with an account. */
      export interface User {
        id: number | string;
        email: string;
        name: string;
        isActive: boolean;
      }

      /** Who is signed in; nobody when the backend does not say. */
      export async function currentUser(): Promise<User | null> {
        try {
          const answer = await serverFetch(`${AUTH_PREFIX}/me`);
          return answer.ok ? ((await answer.json()) as User) : null;
        } catch {
          return null;
        }
      }

      """#)

  /// The handler that signs in.
  static let frontendLoginRoute = Template(
    name: "frontend/auth/login-route", version: 1,
    text: #"""
      import { type NextRequest, NextResponse } from "next/server";
      import { isTokens, setTokens } from "@/lib/auth/cookies";
      import { badRequest, forwardAuth, passOn, readJSON } from "@/lib/auth/handlers";

      /** Signs in. The tokens go into cookies and are not part of the answer. */
      export async function POST(request: NextRequest): Promise<NextResponse> {
        const body = await readJSON(request);
        if (!body) return badRequest();
        const { email, password } = body;
        const answer = await forwardAuth("login", { email, password });
        if (!answer.ok) return passOn(answer);
        const tokens: unknown = await answer.json().catch(() => null);
        if (!isTokens(tokens)) {
          return NextResponse.json(
            { detail: "The backend gave no tokens" },
            { status: 502 },
          );
        }
        const response = new NextResponse(null, { status: 204 });
        setTokens(response.cookies, tokens);
        return response;
      }

      """#)

  /// The handler that makes an account.
  static let frontendRegisterRoute = Template(
    name: "frontend/auth/register-route", version: 1,
    text: #"""
      import type { NextRequest, NextResponse } from "next/server";
      import { badRequest, forwardAuth, passOn, readJSON } from "@/lib/auth/handlers";

      /** Makes an account; signing in is another request. */
      export async function POST(request: NextRequest): Promise<NextResponse> {
        const body = await readJSON(request);
        if (!body) return badRequest();
        const { email, name, password } = body;
        return passOn(await forwardAuth("register", { email, name, password }));
      }

      """#)

  /// The handler that renews a session.
  static let frontendRefreshRoute = Template(
    name: "frontend/auth/refresh-route", version: 1,
    text: #"""
      import { type NextRequest, NextResponse } from "next/server";
      import { renewTokens } from "@/lib/auth/backend";
      import { clearTokens, REFRESH_COOKIE, setTokens } from "@/lib/auth/cookies";

      /** Renews the session: 204, or 401 when it has ended. */
      export async function POST(request: NextRequest): Promise<NextResponse> {
        const refreshToken = request.cookies.get(REFRESH_COOKIE)?.value;
        const renewal = refreshToken
          ? await renewTokens(refreshToken)
          : ({ kind: "refused" } as const);
        if (renewal.kind === "unreachable") {
          return NextResponse.json(
            { detail: "The backend cannot be reached" },
            { status: 502 },
          );
        }
        if (renewal.kind === "renewed") {
          const response = new NextResponse(null, { status: 204 });
          setTokens(response.cookies, renewal.tokens);
          return response;
        }
        const response = NextResponse.json(
          { detail: "Your session has ended. Sign in again." },
          { status: 401 },
        );
        clearTokens(response.cookies);
        return response;
      }

      """#)

  /// The handler that signs out.
  static let frontendLogoutRoute = Template(
    name: "frontend/auth/logout-route", version: 1,
    text: #"""
      import { type NextRequest, NextResponse } from "next/server";
      import { clearTokens, REFRESH_COOKIE } from "@/lib/auth/cookies";
      import { forwardAuth } from "@/lib/auth/handlers";

      /** Signs out: in the backend, and here whatever the backend says. */
      export async function POST(request: NextRequest): Promise<NextResponse> {
        const refreshToken = request.cookies.get(REFRESH_COOKIE)?.value;
        if (refreshToken) await forwardAuth("logout", { refreshToken });
        const response = new NextResponse(null, { status: 204 });
        clearTokens(response.cookies);
        return response;
      }

      """#)

  /// The handler that tells who is signed in.
  static let frontendMeRoute = Template(
    name: "frontend/auth/me-route", version: 1,
    text: #"""
      import { NextResponse } from "next/server";
      import { AUTH_PREFIX } from "@/lib/auth/backend";
      import { passOn } from "@/lib/auth/handlers";
      import { serverFetch } from "@/lib/server-fetch";

      /** Who is signed in. */
      export async function GET(): Promise<NextResponse> {
        try {
          return passOn(await serverFetch(`${AUTH_PREFIX}/me`));
        } catch (error) {
          console.error("The backend cannot be reached:", error);
          return NextResponse.json(
            { detail: "The backend cannot be reached" },
            { status: 502 },
          );
        }
      }

      """#)
}
