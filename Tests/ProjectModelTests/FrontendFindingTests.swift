import Patch
import ProjectModel
import Testing

@Suite struct FrontendFindingTests {
  /// A frontend in `web/` of the plain one with other files.
  private func frontend(_ files: [String: String]) throws -> Frontend {
    let all = FrontendParts.plain().merging(files) { $1 }
    return try Detection.detect(in: try tree([("web", all)])).frontend()
  }

  // MARK: The sample

  @Test("the sample repository's frontend is found with all it has")
  func sample() throws {
    let found = try Detection.detect(in: try shop())
    let one = try found.frontend()
    #expect(one.root == "frontend")
    #expect(one.source == "frontend")
    #expect(one.router.value == AppRouter(.app, "frontend/app"))
    #expect(one.next.value == 15)
    #expect(one.next.evidence.first?.line == 13)
    #expect(one.major(of: "@tanstack/react-table") == 8)
    #expect(one.major(of: "tailwindcss") == 4)
    #expect(one.major(of: "zod") == nil)
    #expect(one.aliases == [PathAlias("@/", "frontend")])
    #expect(one.components.map(\.name) == ["button"])
    #expect(one.components.first?.module == "@/components/ui/button")
    #expect(one.components.first?.exports == ["Button"])
    let table = try #require(one.dataTable)
    #expect(table.value.symbol.module == "@/components/data-table")
    #expect(table.value.symbol.name == "DataTable")
    #expect(
      table.value.props == [
        "columns", "data", "getRowId", "sorting", "onSortingChange", "rowSelection",
        "onRowSelectionChange",
      ])
    #expect(table.evidence.first?.path == "frontend/components/data-table/data-table.tsx")
    #expect(table.evidence.first?.line == 24)
    let fetch = try #require(one.serverFetch)
    #expect(fetch.value.symbol.module == "@/lib/server-fetch")
    #expect(fetch.value.symbol.name == "serverFetch")
    #expect(fetch.value.result == .response)
    #expect(fetch.value.takesPath)
    #expect(fetch.confidence == .certain)
    #expect(one.backendURL.value == "BACKEND_URL")
    #expect(one.backendURL.evidence.first?.path == "frontend/lib/server-fetch.ts")
    #expect(one.classNames?.value.module == "@/lib/utils")
    #expect(one.environment.value == ".env.example")
    #expect(!one.forbidsAny)
    #expect(one.layout.types.value.text == "lib/types/api/{entity}.ts")
    #expect(one.layout.types.confidence == .certain)
    #expect(one.layout.routes.value.text == "app/api/setting/{plural}")
    #expect(one.layout.routes.confidence == .certain)
    #expect(one.layout.page.value.text == "app/(pages)/setting/{plural}")
    #expect(one.layout.page.confidence == .certain)
    #expect(one.notes.isEmpty)
  }

  @Test("the report of frontends is the same JSON each time and reads back")
  func report() throws {
    let found = try Detection.detect(in: try shop())
    #expect(found.json == (try Detection.detect(in: try shop())).json)
    #expect(String(decoding: found.json, as: UTF8.self).contains("\"frontends\""))
  }

  // MARK: Versions

  @Test(
    "a range says its major version",
    arguments: [
      ("^15.3.0", 15), ("~14.2", 14), ("15.x", 15), ("v13.5.1", 13), ("=14.0.0", 14),
      (">=13 <15", 14), (">=13.0.0 <=14.1.0", 14), ("13 - 14", 14), ("^14 || ^15", 15),
      ("npm:next@14.2.3", 14), ("15.0.0-canary.12", 15), ("latest", 16), ("*", 16),
      (">=14", 16), ("workspace:*", 16), ("catalog:", 16), ("github:vercel/next.js", 16),
    ])
  func ranges(range: String, major: Int) throws {
    let one = try frontend(["package.json": #"{"dependencies": {"next": "\#(range)"}}"#])
    #expect(one.next.value == major)
    #expect((one.next.confidence == .assumed) == (major == 16))
  }

  @Test("what is installed decides where a range does not")
  func installed() throws {
    let manifest = #"{"dependencies": {"next": "latest", "zod": ">=3", "swr": "^2.0.0"}}"#
    let parts = [
      ("web", FrontendParts.plain().merging(["package.json": manifest]) { $1 }),
      (".", ["node_modules/next/package.json": #"{"version": "14.2.1"}"#]),
      ("web", ["node_modules/zod/package.json": #"{"version": "3.25.0"}"#]),
    ]
    let one = try Detection.detect(in: try tree(parts)).frontend()
    #expect(one.next.value == 14)
    #expect(one.next.evidence.first?.path == "node_modules/next/package.json")
    #expect(one.packages == ["next": 14, "zod": 3, "swr": 2])
  }

  @Test(
    "a lock file decides where nothing is installed",
    arguments: [
      ("package-lock.json", "{\n\"node_modules/next\": {\n \"version\": \"13.5.0\",\n}}"),
      ("pnpm-lock.yaml", "packages:\n\n  next@13.5.0(react@18.0.0):\n    resolution: {}\n"),
      ("yarn.lock", "next@latest:\n  version \"13.5.0\"\n"),
      ("yarn.lock", "\"next@npm:latest\":\n  version: 13.5.0\n"),
      ("bun.lock", "{\n \"packages\": {\n  \"next\": [\"next@13.5.0\", \"\"],\n }\n}"),
    ])
  func locked(name: String, text: String) throws {
    let one = try frontend([
      "package.json": #"{"dependencies": {"next": "latest"}}"#, name: text,
    ])
    #expect(one.next.value == 13)
    #expect(one.next.evidence.first?.path == RelativePath(unchecked: "web/\(name)".utf8))
  }

  // MARK: Imports

  @Test("aliases come from tsconfig with comments, trailing commas and what it extends")
  func aliases() throws {
    let config = """
      {
        // The usual.
        "extends": ["@acme/tsconfig/next", "./tsconfig.paths"], /* and more */
        "compilerOptions": {"strict": true,},
      }
      """
    let paths = """
      {"compilerOptions": {
        "baseUrl": "..",
        "paths": {"@/*": ["./web/*"], "@ui/*": ["packages/ui/src/*"], "@env": ["./web/env.ts"]}
      }}
      """
    let parts = [
      (
        "web",
        FrontendParts.plain().merging([
          "tsconfig.json": config, "tsconfig.paths.json": paths,
        ]) { $1 }
      ),
      ("packages/tsconfig", ["package.json": #"{"name": "@acme/tsconfig"}"#, "next.json": "{}"]),
    ]
    let one = try Detection.detect(in: try tree(parts)).frontend()
    #expect(
      one.aliases == [
        PathAlias("@ui/", "packages/ui/src"), PathAlias("@/", "web"), PathAlias("", nil),
      ])
    #expect(one.specifier(of: "packages/ui/src/button.tsx", from: "web/a.ts") == "@ui/button")
    #expect(one.specifier(of: "web/lib/index.ts", from: "web/a.ts") == "@/lib")
  }

  @Test("a package of the workspace is extended by its name")
  func extendedPackage() throws {
    let parts = [
      (
        "apps/web",
        FrontendParts.plain().merging(["tsconfig.json": #"{"extends": "@acme/ts/next.json"}"#]) {
          $1
        }
      ),
      (
        "packages/ts",
        [
          "package.json": #"{"name": "@acme/ts"}"#,
          "next.json": #"{"compilerOptions": {"paths": {"~/*": ["../../apps/web/*"]}}}"#,
        ]
      ),
    ]
    let one = try Detection.detect(in: try tree(parts)).frontend()
    #expect(one.aliases == [PathAlias("~/", "apps/web")])
  }

  @Test("without a tsconfig there is no alias, and imports are relative")
  func relative() throws {
    let files = [
      "package.json": FrontendParts.manifest, "app/page.tsx": FrontendParts.page,
      "lib/utils.ts": "export function cn(...parts: string[]) { return parts.join(\" \"); }\n",
    ]
    let one = try Detection.detect(in: try tree([("web", files)])).frontend()
    #expect(one.aliases.isEmpty)
    let cn = try #require(one.classNames?.value)
    #expect(cn.module == "./lib/utils")
    #expect(one.specifier(of: cn, from: "web/app/a/b/page.tsx") == "../../../lib/utils")
    #expect(one.specifier(of: cn, from: "web/lib/x.ts") == "./utils")
  }

  @Test("a tsconfig that is no JSON is a note with its line")
  func brokenConfig() throws {
    let one = try frontend([
      "tsconfig.json": "{\n  // x\n  \"a\": {\n    \"b\": 1\n    \"c\": 2\n  }\n}\n"
    ])
    #expect(one.aliases.isEmpty)
    #expect(one.notes.map(\.kind) == [.unparsable])
    #expect(one.notes.first?.evidence.path == "web/tsconfig.json")
    #expect(one.notes.first?.evidence.line == 5)
  }

  // MARK: Components

  @Test("components are listed with what they export, tests and stories left out")
  func components() throws {
    let one = try frontend([
      "components/ui/button.tsx": """
      import * as React from "react";
      const buttonVariants = cva("x");
      export interface ButtonProps {}
      function Button() { return <button />; }
      export { Button, buttonVariants };
      """,
      "components/ui/card/index.ts": "export * from \"./card\";\n",
      "components/ui/card/card.tsx": "export const Card = () => <div />;\nexport type A = 1;\n",
      "components/ui/button.test.tsx": "export const x = 1;\n",
      "components/ui/button.stories.tsx": "export default {};\n",
    ])
    #expect(one.components.map(\.name) == ["button", "card"])
    #expect(one.components.map(\.exports) == [["Button", "buttonVariants"], ["Card"]])
    #expect(one.components.map(\.module) == ["@/components/ui/button", "@/components/ui/card"])
  }

  @Test("components.json says where the library lies, also in another package")
  func library() throws {
    let parts = [
      (
        "apps/web",
        FrontendParts.plain().merging([
          "tsconfig.json":
            #"{"compilerOptions": {"paths": {"@/*": ["./*"], "@acme/ui/*": ["../../packages/ui/src/*"]}}}"#,
          "components.json":
            #"{"aliases": {"components": "@/components", "ui": "@acme/ui/components", "utils": "@acme/ui/lib/utils"}}"#,
        ]) { $1 }
      ),
      (
        "packages/ui/src",
        [
          "components/input.tsx": "export function Input() { return <input />; }\n",
          "components/data-table.tsx":
            "export function DataTable(props: { rows: string[] }) { return null; }\n",
          "lib/utils.ts": "export const cn = (...parts: string[]) => parts.join(\" \");\n",
        ]
      ),
    ]
    let one = try Detection.detect(in: try tree(parts)).frontend()
    #expect(one.components.map(\.module).contains("@acme/ui/components/input"))
    #expect(one.classNames?.value.module == "@acme/ui/lib/utils")
    #expect(one.dataTable?.value.symbol.module == "@acme/ui/components/data-table")
    #expect(one.dataTable?.value.props == ["rows"])
  }

  @Test(
    "the table is found in its usual places, by name or as the default export",
    arguments: [
      ("components/data-table.tsx", "@/components/data-table", false),
      ("components/ui/data-table.tsx", "@/components/ui/data-table", false),
      ("components/data-table/index.tsx", "@/components/data-table", false),
      ("components/data-table/data-table.tsx", "@/components/data-table/data-table", false),
      (
        "components/shared/tables/generic-table.tsx", "@/components/shared/tables/generic-table",
        true
      ),
    ])
  func tables(path: String, module: String, isDefault: Bool) throws {
    let text = """
      interface Base<T> { columns: T[] }
      type Props<T> = Base<T> & { data: T[]; onRowClick?(row: T): void };
      export \(isDefault ? "default " : "")function DataTable<T>({ columns, data }: Props<T>) {
        return <table />;
      }
      """
    let table = try #require(try frontend([path: text]).dataTable)
    #expect(table.value.symbol.module == module)
    #expect(table.value.symbol.isDefault == isDefault)
    #expect(table.value.props == ["columns", "data", "onRowClick"])
    #expect(table.confidence == (isDefault ? .likely : .certain))
  }

  @Test("props come from other files, from a constant's type, and from the pattern at last")
  func props() throws {
    let imported = try frontend([
      "components/data-table.tsx": """
      import type { TableProps as Props } from "./types";
      export const DataTable: React.FC<Props> = ({ rows }) => <table />;
      """,
      "components/types.ts": "export interface TableProps { rows: string[]; title: string }\n",
    ])
    #expect(imported.dataTable?.value.props == ["rows", "title"])
    let untyped = try frontend([
      "components/data-table.jsx":
        "export function DataTable({ rows, title = \"\", ...rest }) { return null; }\n"
    ])
    #expect(untyped.dataTable?.value.props == ["rows", "title"])
  }

  @Test("without DataTable, or with several in unusual places, there is none")
  func noTable() throws {
    let text = "export function DataTable(props: { rows: string[] }) { return null; }\n"
    #expect(try frontend(["components/table.tsx": "export const Table = 1;\n"]).dataTable == nil)
    let two = try frontend(["components/a/table.tsx": text, "components/b/table.tsx": text])
    #expect(two.dataTable == nil)
  }

  @Test("a component that does not parse is a note")
  func brokenComponent() throws {
    let one = try frontend(["components/ui/bad.tsx": "export const a = 1;\nexport const b = (;\n"])
    #expect(one.notes.map(\.kind) == [.unparsable])
    #expect(one.notes.first?.evidence.path == "web/components/ui/bad.tsx")
    #expect(one.notes.first?.evidence.line == 2)
  }

  @Test(
    "the rule against any is read where it is written",
    arguments: [
      ("eslint.config.mjs", "export default [...compat.extends(\"next/typescript\")];", true),
      ("eslint.config.mjs", "// \"next/typescript\"\nexport default [];", false),
      (
        "eslint.config.mjs",
        "export default [\"next/typescript\", {\"@typescript-eslint/no-explicit-any\": \"off\"}];",
        false
      ),
      (".eslintrc.json", #"{"rules": {"@typescript-eslint/no-explicit-any": ["error"]}}"#, true),
      (".eslintrc.json", #"{"extends": "next/core-web-vitals"}"#, false),
      ("biome.json", #"{"linter": {"rules": {"recommended": true}}}"#, true),
      ("biome.json", #"{"linter": {"rules": {"suspicious": {"noExplicitAny": "off"}}}}"#, false),
      (
        "biome.json",
        #"{"linter": {"rules": {"suspicious": {"noExplicitAny": {"level": "error"}}}}}"#, true
      ),
    ])
  func lint(name: String, text: String, forbids: Bool) throws {
    #expect(try frontend([name: text]).forbidsAny == forbids)
  }
}
