interface Cookies {
  get(name: string): { name: string; value: string } | undefined;
  getAll(): { name: string; value: string }[];
  has(name: string): boolean;
  toString(): string;
}

interface RequestCookies extends Cookies {
  set(name: string, value: string): this;
  delete(name: string): boolean;
}

interface CookieOptions {
  domain?: string;
  expires?: number | Date;
  httpOnly?: boolean;
  maxAge?: number;
  path?: string;
  sameSite?: true | false | "lax" | "strict" | "none";
  secure?: boolean;
}

interface ResponseCookies extends Cookies {
  set(name: string, value: string, options?: CookieOptions): this;
  delete(name: string): this;
}

export class NextRequest extends Request {
  constructor(input: URL | RequestInfo, init?: RequestInit);
  readonly nextUrl: URL & { basePath: string; locale: string };
  readonly cookies: RequestCookies;
}

export class NextResponse<Body = unknown> extends Response {
  constructor(body?: BodyInit | null, init?: ResponseInit);
  readonly cookies: ResponseCookies;
  // Only for typing, as in Next.js: which body it was made of.
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  static json<Body>(body: Body, init?: ResponseInit): NextResponse<Body>;
  static redirect(url: string | URL, init?: number | ResponseInit): NextResponse<unknown>;
  static rewrite(destination: string | URL): NextResponse<unknown>;
  static next(init?: ResponseInit & { request?: { headers?: Headers } }): NextResponse<unknown>;
  private readonly madeOf: Body;
}
