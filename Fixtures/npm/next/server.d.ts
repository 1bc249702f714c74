interface RequestCookies {
  get(name: string): { name: string; value: string } | undefined;
  getAll(): { name: string; value: string }[];
  has(name: string): boolean;
  toString(): string;
}

interface ResponseCookies extends RequestCookies {
  set(name: string, value: string, options?: Record<string, unknown>): this;
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
  static next(): NextResponse<unknown>;
  private readonly madeOf: Body;
}
