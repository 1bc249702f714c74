internal import ProjectModel
internal import SourceEdits

/// The imports of a generated file: collected, then written in three groups as ruff sorts them.
struct PythonImports {
  private var names: [String: Set<String>] = [:]

  /// Takes `from module import name`.
  mutating func add(_ module: String, _ names: String...) {
    self.names[module, default: []].formUnion(names)
  }

  /// Takes `import module`.
  mutating func addModule(_ module: String) { names[module, default: []].formUnion([]) }

  /// Takes the names of a mapping's row.
  mutating func add(_ names: [TypeMapping.PythonName]) {
    for name in names { self.names[name.module, default: []].insert(name.name) }
  }

  /// Takes a name of the project.
  mutating func add(_ symbol: PythonSymbolPath) { add(symbol.module, symbol.name) }

  /// The edits that add the imports to a file, sorted; `name as alias` is split.
  var edits: [ImportEdit] {
    let modules = names.filter(\.value.isEmpty).keys.sorted().map { ImportEdit(module: $0) }
    return modules
      + all.map { name in
        let parts = name.name.split(separator: " ").map(String.init)
        return ImportEdit(
          module: name.module, name: parts.first ?? name.name,
          alias: parts.count == 3 ? parts[2] : nil)
      }
  }

  /// The imports by module and name, sorted.
  var all: [TypeMapping.PythonName] {
    names.flatMap { module, names in names.map { TypeMapping.PythonName(module, $0) } }.sorted()
  }

  /// The lines: standard library, others, the project; a blank line between groups.
  var lines: [String] {
    var groups: [[String]] = []
    for group in Group.allCases {
      // Whole modules come first, as isort has it.
      let modules = names.keys.filter { Group(module: $0) == group }.sorted { left, right in
        let isWhole = (names[left]?.isEmpty == true, names[right]?.isEmpty == true)
        return isWhole.0 == isWhole.1 ? left < right : isWhole.0
      }
      let lines = modules.flatMap { statement(for: $0) }
      if !lines.isEmpty { groups.append(lines) }
    }
    return Array(groups.joined(separator: [""]))
  }

  /// `from m import A, B`, in parentheses when it is longer than a line; constants, classes, then
  /// the rest, each in order.
  private func statement(for module: String) -> [String] {
    guard names[module]?.isEmpty == false else { return ["import \(module)"] }
    let sorted = (names[module] ?? []).sorted { left, right in
      (Self.rank(left), left) < (Self.rank(right), right)
    }
    let plain = sorted.filter { !$0.contains(" as ") }
    let lines =
      plain.isEmpty
      ? [] : PythonText.call("from \(module) import ", plain, open: "", close: "")
    // isort gives each alias a statement of its own.
    return lines + sorted.filter { $0.contains(" as ") }.map { "from \(module) import \($0)" }
  }

  private static func rank(_ name: String) -> Int {
    if name.allSatisfy({ $0.isUppercase || $0 == "_" || $0.isNumber }), name.count > 1 { return 0 }
    return name.first?.isUppercase == true ? 1 : 2
  }

  /// The groups of imports, in order.
  enum Group: CaseIterable {
    case standardLibrary, thirdParty, project

    init(module: String) {
      let first = module.prefix { $0 != "." }
      if Self.standard.contains(String(first)) {
        self = .standardLibrary
      } else if Self.known.contains(String(first)) {
        self = .thirdParty
      } else {
        self = .project
      }
    }

    private static let standard: Set<String> = [
      "asyncio", "collections", "contextlib", "datetime", "decimal", "enum", "json", "math",
      "typing", "uuid",
    ]
    private static let known: Set<String> = [
      "fastapi", "httpx", "pydantic", "pytest", "pytest_asyncio", "sqlalchemy", "sqlmodel",
      "starlette",
    ]
  }
}
