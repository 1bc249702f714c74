// `next/server` on top of what Node.js has.

function parse(header) {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim()).filter(Boolean);
  return pairs.map((pair) => {
    const cut = pair.indexOf("=");
    return { name: pair.slice(0, cut), value: pair.slice(cut + 1) };
  });
}

/** The cookies of a request; `change` is told of those that are set. */
export function cookiesOf(headers, change = () => {}) {
  const all = new Map(parse(headers.get("cookie")).map((cookie) => [cookie.name, cookie]));
  const cookies = {
    get: (name) => all.get(name),
    getAll: () => [...all.values()],
    has: (name) => all.has(name),
    set(name, value) {
      all.set(name, { name, value });
      change(cookies.toString());
      return cookies;
    },
    toString: () => cookies.getAll().map(({ name, value }) => `${name}=${value}`).join("; "),
  };
  return cookies;
}

const ATTRIBUTES = {
  path: (value) => `Path=${value}`,
  domain: (value) => `Domain=${value}`,
  expires: (value) => `Expires=${new Date(value).toUTCString()}`,
  maxAge: (value) => `Max-Age=${value}`,
  httpOnly: (value) => value && "HttpOnly",
  secure: (value) => value && "Secure",
  sameSite: (value) => value && `SameSite=${value === true ? "strict" : value}`,
};

/** The cookies that an answer sets. */
function setCookies(headers) {
  const cookies = {
    set(name, value, options = {}) {
      const said = Object.entries({ path: "/", ...options }).map(([key, each]) =>
        ATTRIBUTES[key](each)
      );
      headers.append("set-cookie", [`${name}=${value}`, ...said.filter(Boolean)].join("; "));
      return cookies;
    },
    delete: (name) => cookies.set(name, "", { expires: 0 }),
  };
  return cookies;
}

export class NextRequest extends Request {
  get nextUrl() {
    return new URL(this.url);
  }

  #cookies;

  get cookies() {
    return this.#cookies ??= cookiesOf(this.headers, (text) => this.headers.set("cookie", text));
  }
}

export class NextResponse extends Response {
  get cookies() {
    return setCookies(this.headers);
  }

  /** Goes on to what answers a path: `goesOn` has the headers of the request. */
  static next({ request, ...init } = {}) {
    const response = new NextResponse(null, init);
    response.goesOn = { headers: request?.headers };
    return response;
  }

  static json(body, init) {
    const response = Response.json(body, init);
    return new NextResponse(response.body, response);
  }

  static redirect(url, init = 307) {
    const status = typeof init === "number" ? init : init.status ?? 307;
    return new NextResponse(null, { status, headers: { location: String(url) } });
  }
}
