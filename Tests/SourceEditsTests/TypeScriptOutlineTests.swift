import SourceEdits
import Testing

/// What the outline of a TypeScript module says.
struct TypeScriptOutlineTests {
  private func outline(_ text: String) throws -> TypeScriptOutline {
    try TypeScriptOutline(text.bytes)
  }

  @Test func `imports of every form are read`() throws {
    let text = """
      "use client"
      import a from "a";
      import * as b from 'b'
      import { c, d as e, type F, default as g, type as h } from "c";
      import i, { type } from "d";
      import j, * as k from "e";
      import type { L } from "f";
      import type M from "g";
      import type from "h";
      import type, { n } from "i";
      import "side-effect";
      import data from "./data.json" with { type: "json" };
      import o = require("o");
      """
    let outline = try outline(text)
    let imports = outline.imports
    #expect(outline.directives == ["use client"])
    #expect(
      imports.map(\.module)
        == ["a", "b", "c", "d", "e", "f", "g", "h", "i", "side-effect", "./data.json"])
    #expect(imports[0].defaultName == "a" && imports[1].namespace == "b")
    #expect(imports[2].names.map(\.local) == ["c", "e", "F", "g", "h"])
    #expect(imports[2].names.map(\.isType) == [false, false, true, false, false])
    #expect(imports[3].locals == ["i", "type"] && imports[4].locals == ["j", "k"])
    #expect(imports.filter(\.isTypeOnly).map(\.module) == ["f", "g"])
    #expect(imports[7].defaultName == "type" && imports[8].locals == ["type", "n"])
    #expect(imports[9].isSideEffect && !imports[0].isSideEffect)
    #expect(outline.statements.last?.kind == .importEquals)
  }

  @Test func `exports of every form are read`() throws {
    let text = """
      export const a = 1, { b, c: [d] } = x
      export function e() {}
      export default class F {}
      export { g, h as default, type I }
      export * from "./j"
      export * as k from './k';
      export { l as m } from "./l"
      export type { N } from "./n"
      export type O = { a: 1 } | null
      export interface P {}
      export enum Q { A }
      export declare const r: number
      export async function* s() {}
      export abstract class T {}
      export namespace U {}
      export const enum V { A }
      """
    let exports = try outline(text).exports
    #expect(
      exports.map(\.name)
        == [
          "a", "b", "d", "e", "default", "g", "default", "I", "*", "k", "m", "N", "O", "P", "Q",
          "r", "s", "T", "U", "V",
        ])
    #expect(exports.filter(\.isType).map(\.name) == ["I", "N", "O", "P"])
    #expect(exports[4].local == "F" && exports[6].local == "h")
    #expect(exports.compactMap(\.module) == ["./j", "./k", "./l", "./n"])
  }

  @Test func `functions tell their parameters and what they return`() throws {
    let text = """
      export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
        return new Response(`${params}`)
      }
      export const POST = async (request: Request, ...rest: string[]): Promise<Response> => { return x }
      export const PUT = withAuth(async function (req, res?: Map<string, number>) {})
      const single = x => x
      export default memo(forwardRef<A, B>((props: Props, ref) => <div/>))
      export const Card: React.FC<CardProps> = ({ title, size = 1 }) => <b>{title}</b>
      const notAFunction = (a, b)
      export const generic = <T,>(value: T): value is T => true
      """
    let outline = try outline(text)
    let functions = outline.functions
    #expect(
      functions.map(\.name) == ["GET", "POST", "PUT", "single", "Card", "generic"])
    #expect(
      functions.map { outline.returnsPromiseOfResponse($0) } == [
        true, true, false, false, false, false,
      ])
    #expect(functions.map(\.isAsync) == [true, true, true, false, false, false])
    #expect(functions[0].parameters.map(\.name) == ["request", nil])
    #expect(functions[0].parameters[1].names == ["params"])
    #expect(functions[1].parameters.map(\.isRest) == [false, true])
    #expect(functions[2].wrapper == "withAuth" && functions[2].parameters[1].isOptional)
    #expect(functions[4].parameters[0].names == ["title", "size"])
    #expect(functions[4].annotation.map { outline.compactText(of: $0) } == "React.FC<CardProps>")
    #expect(functions[5].returns.map { outline.text(of: $0) } == "value is T")
  }

  @Test func `the members of props are listed as far as the file shows them`() throws {
    let text = """
      interface Base { id: number; readonly label?: string }
      interface Props<T> extends Base, Other<T> {
        rows: T[]
        onSelect?: (row: T, index: number) => void
        "aria-label": string,
        render(row: T): ReactNode
      }
      type Alias = Props<string> & { extra: Map<string, number> } & Partial<{ maybe: 1 }>
      export function DataTable<T>({ a }: { a: string; b?: number }) {}
      export function Inline({ x }: Readonly<{ x: string }> & HTMLAttributes<HTMLDivElement>) {}
      type Keyed = { [key: string]: string }
      """
    let outline = try outline(text)
    let props = outline.members(ofType: "Props")
    #expect(
      props.members.map(\.name) == ["id", "label", "rows", "onSelect", "aria-label", "render"])
    #expect(props.members.map(\.isOptional) == [false, true, false, true, false, false])
    #expect(props.unresolved == ["Other"])
    let alias = outline.members(ofType: "Alias")
    #expect(alias.members.map(\.name).suffix(2) == ["extra", "maybe"])
    #expect(alias.members.last?.isOptional == true)
    let inline = try #require(outline.functions[0].parameters[0].annotation)
    let members = outline.members(ofType: inline)
    #expect(members.members.map(\.name) == ["a", "b"] && members.isComplete)
    let mixed = outline.members(
      ofType: try #require(outline.functions[1].parameters[0].annotation))
    #expect(mixed.members.map(\.name) == ["x"])
    #expect(mixed.unresolved == ["HTMLAttributes"])
    #expect(!outline.members(ofType: "Keyed").isComplete)
  }

  @Test func `variables tell where their values are`() throws {
    let text = """
      const a: Array<{ x: 1 }> = [f<A, B>(1), b < c, d > e]
      let f: () => void
      export const nav = { items: [{ href: "/" }], ...rest } satisfies Nav
      const g = cond
        ? { a: 1 }
        : 2
      var [h, , i = 2, ...j] = k
      """
    let outline = try outline(text)
    let variables = outline.variables
    #expect(variables.map(\.name) == ["a", "f", "nav", "g", nil])
    #expect(variables[4].names == ["h", "i", "j"])
    let list = try #require(variables[0].initialiser)
    #expect(
      outline.elements(of: list)?.map { outline.text(of: $0) } == ["f<A, B>(1)", "b < c", "d > e"])
    #expect(variables[1].annotation.map { outline.text(of: $0) } == "() => void")
    #expect(variables[2].isExported)
    #expect(variables[3].initialiser.map { outline.text(of: $0) } == "cond\n  ? { a: 1 }\n  : 2")
  }

  @Test(arguments: [
    ("a / b / c", 0), ("(a) / 2 / 3", 0), ("if (a) /b/.test(c)", 1), ("x = /[/]\\//g", 1),
    ("return_ / 2", 0), ("a.return / 2 / 3", 0), ("f(/a/, b / c)", 1), ("`${/}/.test(a)}` / 2", 1),
    ("a++ / b / c", 0), ("x = {} / 1 / 2", 0), ("a! / b / c", 0), ("typeof /a/", 1),
    ("[1] / 2 / 3", 0), ("() => /a/", 1), ("a ? /b/ : /c/", 2), ("for (;;) /a/.b", 1),
  ])
  func `a slash divides behind a value and begins a pattern elsewhere`(
    _ text: String, patterns: Int
  ) throws {
    let tokens = try outline("x = 1\n" + text + "\n").tokens
    #expect(tokens.filter { $0.kind == .regularExpression }.count == patterns)
  }

  @Test(arguments: [
    ("const a = <div>it's {b} // no comment</div>", true),
    ("const a = <T,>(x: T) => x", false), ("const a = <T extends U>(x: T) => x", false),
    ("type F = <T>(x: T) => T", false), ("interface A {\n  <T>(x: T): T\n}", false),
    ("const a = <b>(note)</b>", true), ("const a = <>{c}</>", true),
    ("const a = <Foo<string> x={1} y='\\' {...z} />", true), ("const a = b < c", false),
    ("const a = <T>x", false), ("const a = <T extends='x' />", true),
    ("const a = f(<a.b.c d-e=\"x\n\" f:g={<h />} />)", true), ("if (a <b) c", false),
    ("const a = () => <p>{d ? <b/> : `${<i>e</i>}`}</p>", true),
  ])
  func `an element is told from type parameters and comparisons`(
    _ text: String, isElement: Bool
  ) throws {
    let read = try outline(text)
    let begin = read.tokens.contains { read.isElementStart($0) }
    #expect(begin == isElement)
    #expect(read.statements.count == 1)
  }
}

extension TypeScriptOutline {
  fileprivate func isElementStart(_ token: TypeScriptToken) -> Bool {
    token.kind == .symbol && bytes[token.range.lowerBound] == UInt8(ascii: "<")
      && token.code != UInt8(ascii: "<")
  }
}
