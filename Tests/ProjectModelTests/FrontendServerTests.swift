import Patch
import ProjectModel
import Testing

@Suite struct FrontendServerTests {
  private func frontend(_ files: [String: String]) throws -> Frontend {
    let all = FrontendParts.plain().merging(files) { $1 }
    return try Detection.detect(in: try tree([("web", all)])).frontend()
  }

  private func fetch(_ text: String) throws -> ServerFetch? {
    try frontend(["lib/api.ts": text]).serverFetch?.value
  }

  @Test(
    "a function that passes a response on is told from one that does not",
    arguments: [
      ("(path: string): Promise<Response> { return fetch(BASE + path); }", true),
      ("(path: string) { return fetch(`${BASE}${path}`); }", true),
      ("(path: string) { const answer = await fetch(BASE + path); return answer; }", true),
      ("(path: string) { return (await fetch(BASE + path)).json(); }", false),
      ("(path: string) { const answer = await fetch(BASE + path); return answer.json(); }", false),
      ("(path: string) { return fetch(BASE + path).then((r) => r.json()); }", false),
      ("<T>(path: string): Promise<T> { const r = await fetch(BASE + path); return r; }", false),
    ])
  func results(rest: String, isResponse: Bool) throws {
    let found = try fetch(
      "const BASE = process.env.API_URL;\nexport async function call\(rest)\n")
    #expect(found?.symbol.name == "call")
    #expect(found?.symbol.module == "@/lib/api")
    #expect(found?.symbol.path == "web/lib/api.ts")
    #expect(found?.result == (isResponse ? .response : .other))
    #expect(found?.takesPath == true)
  }

  @Test("a function that is given a whole address says so")
  func wholeAddress() throws {
    let found = try fetch(
      """
      import { cookies } from "next/headers";
      export const authorised = async (url: string, init?: RequestInit) => {
        return fetch(url, { ...init, headers: { cookie: (await cookies()).toString() } });
      };
      """)
    #expect(found?.symbol.name == "authorised")
    #expect(found?.takesPath == false)
    #expect(found?.result == .response)
  }

  @Test(
    "functions for one resource, for browsers, of no backend, or kept private are none",
    arguments: [
      "export async function user(id: string) { return fetch(`${process.env.API_URL}/users/${id}`); }",
      "export async function users() { return fetch(process.env.API_URL + \"/users\"); }",
      "\"use client\";\nexport async function call(path: string) { return fetch(process.env.API_URL + path); }",
      "export async function call(path: string) { localStorage.getItem(\"t\"); return fetch(process.env.API_URL + path); }",
      "export async function call(path: string) { return fetch(\"https://example.org\" + path); }",
      "async function call(path: string) { return fetch(process.env.API_URL + path); }",
    ])
  func none(text: String) throws {
    #expect(try fetch(text) == nil)
  }

  @Test("of several the one that route handlers use is taken, a response before anything else")
  func several() throws {
    let one =
      "export async function a(path: string) { return fetch(process.env.API_URL + path); }\n"
    let files = [
      "lib/a.ts": one, "lib/b.ts": one.replacing("function a", with: "function b"),
      "lib/c.ts": one.replacing("function a", with: "function c").replacing(
        "return fetch(process.env.API_URL + path)",
        with: "return (await fetch(process.env.API_URL + path)).json()"),
      "app/api/x/route.ts": """
      import { b } from "../../../lib/b";
      import { c } from "@/lib/c";
      export const GET = () => b("/x");
      """,
    ]
    #expect(try frontend(files).serverFetch?.value.symbol.name == "b")
  }

  @Test("the backend's address is the variable that server code reads")
  func address() throws {
    let one = try frontend([
      "lib/client.ts":
        "const a = process.env.NEXT_PUBLIC_API_URL;\nconst b = process.env.NEXT_PUBLIC_API_URL;\n",
      "app/api/x/route.ts":
        "// process.env.OLD_API_URL\nconst base = process.env.INTERNAL_API_URL;\n",
    ])
    #expect(one.backendURL.value == "INTERNAL_API_URL")
    #expect(one.backendURL.evidence.first?.line == 2)
    let open = try frontend([
      "lib/client.ts": "export const base = process.env.NEXT_PUBLIC_API_URL;\n"
    ])
    #expect(open.backendURL.value == "NEXT_PUBLIC_API_URL")
    #expect(open.backendURL.confidence == .likely)
    let none = try frontend(["lib/client.ts": "export const key = process.env.API_KEY;\n"])
    #expect(none.backendURL == Found("BACKEND_URL", .assumed))
  }

  @Test("variables are documented in the frontend's own example, else in one above it")
  func examples() throws {
    #expect(try frontend([:]).environment == Found("web/.env.example", .assumed))
    let own = try frontend([".env.local.example": "# x\nSERVER_API_URL=http://127.0.0.1:8000\n"])
    #expect(own.environment.value == "web/.env.local.example")
    #expect(own.backendURL.value == "SERVER_API_URL")
    #expect(own.backendURL.evidence.first?.line == 2)
    let above = try Detection.detect(
      in: try tree([("apps/web", FrontendParts.plain()), (".", [".env.example": "A=1\n"])])
    ).frontend()
    #expect(above.environment.value == ".env.example")
  }
}
