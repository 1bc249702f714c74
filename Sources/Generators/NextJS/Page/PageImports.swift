/// The imports of one file, in groups as prettier's users have them: packages, the project, the
/// page's own files.
struct PageImports {
  private var names: [String: [String]] = [:]
  private var defaults: [String: String] = [:]

  /// Imports names; a type is written `type Product`.
  mutating func add(_ module: String, _ added: String...) { add(module, added) }

  /// Imports names.
  mutating func add(_ module: String, _ added: [String]) {
    for name in added where !names[module, default: []].contains(name) {
      names[module, default: []].append(name)
    }
  }

  /// Imports the default export under a name.
  mutating func addDefault(_ module: String, _ name: String) { defaults[module] = name }

  /// The lines, a blank one between packages and the rest.
  var lines: [String] {
    let modules = Set(names.keys).union(defaults.keys)
    let packages = modules.filter { Self.isPackage($0) }.sorted()
    let project = modules.filter { !Self.isPackage($0) && !$0.hasPrefix(".") }.sorted()
    let own = modules.filter { $0.hasPrefix(".") }.sorted { Self.order($0) < Self.order($1) }
    let first: [String] = packages.flatMap { lines(of: $0) }
    let second: [String] = (project + own).flatMap { lines(of: $0) }
    return first + (first.isEmpty || second.isEmpty ? [] : [""]) + second
  }

  /// What no alias leads to: `react`, `@tanstack/react-table`.
  private static func isPackage(_ module: String) -> Bool {
    ["next", "react", "sonner", "zod"].contains { module == $0 || module.hasPrefix($0 + "/") }
      || ["react-hook-form", "@hookform/resolvers/zod", "@tanstack/react-table"].contains(module)
  }

  /// Those further up first.
  private static func order(_ module: String) -> String {
    let ups = module.split(separator: "/").filter { $0 == ".." }.count
    return "\(9 - ups)\(module)"
  }

  private func lines(of module: String) -> [String] {
    let all = (names[module] ?? []).sorted {
      Self.bare($0).lowercased() < Self.bare($1).lowercased()
    }
    return TypeScriptImport(
      module: module, standard: defaults[module], values: all.filter { !$0.hasPrefix("type ") },
      types: all.filter { $0.hasPrefix("type ") }.map(Self.bare)
    ).lines
  }

  private static func bare(_ name: String) -> String {
    name.hasPrefix("type ") ? String(name.dropFirst(5)) : name
  }
}
