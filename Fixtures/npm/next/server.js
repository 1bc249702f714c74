// `next/server` on top of what Node.js has.

function parse(header) {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim()).filter(Boolean);
  return pairs.map((pair) => {
    const cut = pair.indexOf("=");
    return { name: pair.slice(0, cut), value: pair.slice(cut + 1) };
  });
}

export function cookiesOf(headers) {
  const all = parse(headers.get("cookie"));
  return {
    get: (name) => all.find((cookie) => cookie.name === name),
    getAll: () => all,
    has: (name) => all.some((cookie) => cookie.name === name),
    toString: () => all.map(({ name, value }) => `${name}=${value}`).join("; "),
  };
}

export class NextRequest extends Request {
  get nextUrl() {
    return new URL(this.url);
  }

  get cookies() {
    return cookiesOf(this.headers);
  }
}

export class NextResponse extends Response {
  static json(body, init) {
    const response = Response.json(body, init);
    return new NextResponse(response.body, response);
  }

  static redirect(url, init = 307) {
    const status = typeof init === "number" ? init : init.status ?? 307;
    return new NextResponse(null, { status, headers: { location: String(url) } });
  }
}
