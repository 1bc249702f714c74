internal import Patch
internal import SourceEdits

/// One outlined file with what its names are bound to.
struct PythonFile {
  /// Where it lies.
  let path: RelativePath
  /// Its statements.
  let outline: PythonOutline
  /// What names are bound to in each scope: a function's or class's statement, -1 for the module.
  let bindings: [Int: [String: Binding]]

  /// What a name is bound to.
  enum Binding {
    /// `import a.b as c`, or the first part of `import a.b`.
    case module(String)
    /// `from .a import b`: level, module, name.
    case imported(level: Int, module: String, name: String)
    /// A class, function or assignment: its statement.
    case definition(Int)
  }

  /// The scope of the module.
  static let module = -1

  init(path: RelativePath, outline: PythonOutline) {
    self.path = path
    self.outline = outline
    var bindings: [Int: [String: Binding]] = [:]
    for statement in outline.statements.indices {
      let scope = outline.scope(of: statement) ?? Self.module
      for (name, binding) in Self.bound(by: statement, in: outline) {
        // The first definition of a name decides, so that a fallback in `except` does not.
        if bindings[scope]?[name] == nil { bindings[scope, default: [:]][name] = binding }
      }
    }
    self.bindings = bindings
  }

  private static func bound(
    by statement: Int, in outline: PythonOutline
  ) -> [(String, Binding)] {
    switch outline.statements[statement].kind {
    case .classDefinition:
      return outline.classDefinition(at: statement).map { [($0.name, .definition(statement))] }
        ?? []
    case .functionDefinition:
      return outline.functionDefinition(at: statement).map { [($0.name, .definition(statement))] }
        ?? []
    case .assignment:
      return outline.assignment(at: statement)?.targets.compactMap { target in
        outline.dottedName(target).map { ($0, .definition(statement)) }
      } ?? []
    case .import, .fromImport:
      guard let found = outline.importStatement(at: statement) else { return [] }
      return found.names.compactMap { name in
        guard let local = name.local else { return nil }
        guard let module = found.module else {
          return (local, .module(name.alias == nil ? local : name.name))
        }
        return (local, .imported(level: found.level, module: module, name: name.name))
      }
    default: return []
    }
  }

  /// What a name is bound to, looking outward from a scope.
  func binding(of name: String, from scope: Int) -> Binding? {
    var scope = scope
    while true {
      if let found = bindings[scope]?[name] { return found }
      guard scope != Self.module else { return nil }
      scope = outline.scope(of: scope) ?? Self.module
    }
  }

  /// The modules of `from m import *`.
  var starImports: [(level: Int, module: String)] {
    outline.imports.compactMap { found in
      guard let module = found.module, found.names.contains(where: { $0.name == "*" }) else {
        return nil
      }
      return (found.level, module)
    }
  }

  /// The statements of a scope, those in its blocks included, nested scopes left out.
  func statements(in scope: Int) -> [Int] {
    let range =
      scope == Self.module
      ? 0..<outline.statements.count : scope + 1..<outline.statements[scope].end
    return range.filter { (outline.scope(of: $0) ?? Self.module) == scope }
  }

  /// Evidence for a statement.
  func evidence(_ statement: Int, _ what: String) -> Evidence {
    Evidence(path, outline.line(of: statement), what)
  }

  /// The line of a token.
  func line(ofToken token: Int) -> Int { outline.line(at: Int(outline.tokens[token].start)) }
}
