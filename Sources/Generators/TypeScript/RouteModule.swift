internal import Patch

/// A module of route handlers that stands in a tree.
struct RouteModule {
  /// The file.
  let path: RelativePath
  /// The methods it answers: `GET`, `POST`.
  let handlers: Set<String>
  /// Whether it passes on all of another module, so that it may answer more.
  let passesOnAll: Bool

  /// The methods that Next.js looks for.
  private static let methods: Set<String> = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS",
  ]

  /// The module of a directory, whatever it is written in; nil when there is none.
  static func find(
    in directory: RelativePath, tree: some ReadableTree
  ) throws(TreeError) -> RouteModule? {
    for name: RelativePath in ["route.ts", "route.tsx", "route.js", "route.jsx"] {
      let path = directory.appending(name)
      if let text = try tree.contents(of: path) { return RouteModule(path: path, text) }
    }
    return nil
  }

  init(path: RelativePath, _ text: [UInt8]) {
    self.path = path
    let exports = ModuleExports(TypeScriptTokens(text).tokens)
    handlers = exports.names.intersection(Self.methods)
    passesOnAll = exports.passesOnAll
  }
}

/// What a module exports by name.
struct ModuleExports {
  /// The names, without types.
  private(set) var names: Set<String> = []
  /// Whether there is an `export * from`.
  private(set) var passesOnAll = false

  init(_ tokens: [String]) {
    for index in tokens.indices where tokens[index] == "export" {
      add(tokens[(index + 1)...].prefix { $0 != "export" })
    }
  }

  private mutating func add(_ tokens: ArraySlice<String>) {
    var rest = tokens
    if rest.first == "async" { rest.removeFirst() }
    switch rest.first {
    case "function", "class", "const", "let", "var":
      rest.removeFirst()
      if rest.first == "*" { rest.removeFirst() }
      if rest.first == "{" { addList(rest, renaming: ":") } else { addName(rest.first) }
    case "{": addList(rest, renaming: "as")
    case "*": passesOnAll = true
    default: break
    }
  }

  private mutating func addName(_ name: String?) {
    if let name { names.insert(name) }
  }

  /// `{ GET, handler as POST }`, `{ GET, handler: POST }`: the last word of each part is the name.
  private mutating func addList(_ tokens: ArraySlice<String>, renaming word: String) {
    let list = tokens.dropFirst().prefix { $0 != "}" }
    for part in list.split(separator: ",") where part.first != "type" {
      let isRenamed = part.count == 3 && part.dropFirst().first == word
      addName(isRenamed ? part.last : part.first)
    }
  }
}
