internal import Patch
internal import SourceEdits

/// A module of route handlers that stands in a tree.
struct RouteModule {
  /// The file.
  let path: RelativePath
  /// What it exports.
  let exports: ModuleExports

  /// The module of a directory, whatever it is written in; nil when there is none, or an empty one.
  static func find(
    in directory: RelativePath, tree: some ReadableTree
  ) throws(TreeError) -> RouteModule? {
    for name: RelativePath in ["route.ts", "route.tsx", "route.js", "route.jsx"] {
      let path = directory.appending(name)
      if let text = try tree.contents(of: path), !text.isEmpty {
        return RouteModule(path: path, exports: ModuleExports(text))
      }
    }
    return nil
  }

  /// Whether it answers a method, or may.
  func answers(_ method: String) -> Bool { exports.mayHave(method) }
}

/// What a module exports by name.
struct ModuleExports {
  private let names: Set<String>
  /// Whether there may be more: it passes on all of another module, or cannot be read.
  private let isOpen: Bool

  init(_ text: [UInt8]) {
    guard let outline = try? TypeScriptOutline(text) else {
      names = []
      isOpen = true
      return
    }
    let exports = outline.exports.filter { !$0.isType }
    names = Set(exports.map(\.name))
    isOpen = exports.contains { $0.form == .all }
  }

  /// Whether a value of the name is exported, or may be.
  func mayHave(_ name: String) -> Bool { isOpen || names.contains(name) }
}
