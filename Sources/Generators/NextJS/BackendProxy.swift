internal import Patch
internal import ProjectModel

/// The module that all route handlers call the backend with: one for a frontend.
struct BackendProxy {
  /// What it exports.
  static let function = "proxyToBackend"
  /// The address where a backend runs in development.
  static let address = "http://127.0.0.1:8000"
  /// The variable with that address in a new frontend.
  static let variable = "BACKEND_URL"

  /// The file.
  let path: RelativePath
  /// The variable with the backend's address: for the server alone, unlike `NEXT_PUBLIC_` ones.
  let variable: String
  /// What else in it the backend is called with; nil where it calls `fetch` itself.
  let serverFetch: ServerFetch?
  /// Whether the project's own function says that a body is JSON.
  let setsType: Bool
  /// Whether the variable is what gives the address.
  let usesVariable: Bool

  private let frontend: Frontend

  init(frontend: Frontend, tree: some ReadableTree) throws(GenerationError) {
    self.frontend = frontend
    path = Self.path(in: frontend)
    variable = frontend.serverVariable
    let found = frontend.serverFetch?.value
    serverFetch = found.flatMap { $0.result == .response && $0.takesPath ? $0 : nil }
    guard let serverFetch else {
      setsType = false
      usesVariable = true
      return
    }
    let source = try Self.source(of: serverFetch, tree)
    setsType = source.lowercased().contains("content-type")
    usesVariable = source.contains(variable)
  }

  /// Beside the types, in `lib/`: `lib/backend-proxy.ts`.
  private static func path(in frontend: Frontend) -> RelativePath {
    let name: RelativePath =
      frontend.layout.names.value == .kebab ? "backend-proxy.ts" : "backend_proxy.ts"
    let library: RelativePath = "lib"
    let sources = frontend.source ?? frontend.root
    return (sources?.appending(library) ?? library).appending(name)
  }

  private static func source(
    of function: ServerFetch, _ tree: some ReadableTree
  ) throws(GenerationError) -> String {
    guard let path = function.symbol.path else { return "" }
    do throws(TreeError) {
      return String(decoding: try tree.contents(of: path) ?? [], as: UTF8.self)
    } catch {
      throw .tree(error)
    }
  }

  /// Refuses a file of the module's name that is something else.
  func check(_ present: [UInt8]) throws(GenerationError) {
    guard !ModuleExports(present).mayHave(Self.function) else { return }
    throw .refused(
      Refusal(
        Finding(
          .conflict, path: path,
          "it stands there and exports no '\(Self.function)'; rename it, or add the function")))
  }

  private struct View {
    var imports: [String]
    var serverFetch: String?
    var setsType: Bool
    var variable: String
    var address: String
  }

  /// The file's text.
  var text: String {
    var imports = ["import type { NextRequest } from \"next/server\";"]
    if let serverFetch {
      imports.insert("import { unstable_rethrow } from \"next/navigation\";", at: 0)
      let symbol = serverFetch.symbol
      let module = TypeScriptText.literal(frontend.specifier(of: symbol, from: path))
      let names = symbol.isDefault ? symbol.name : "{ \(symbol.name) }"
      imports.append("import \(names) from \(module);")
    }
    return Template.backendProxy.render(
      View(
        imports: imports, serverFetch: serverFetch?.symbol.name, setsType: !setsType,
        variable: variable, address: Self.address))
  }
}
