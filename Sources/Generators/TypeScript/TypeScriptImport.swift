/// One import of a module, as prettier would leave it.
struct TypeScriptImport {
  /// What is written behind `from`.
  var module: String
  /// The default export's name here.
  var standard: String?
  /// The names of values.
  var values: [String] = []
  /// The names of types.
  var types: [String] = []

  /// The lines; none when nothing is imported.
  var lines: [String] {
    let isOfTypes = values.isEmpty && standard == nil
    let names = values + (isOfTypes ? types : types.map { "type " + $0 })
    let head = isOfTypes ? "import type" : "import"
    let tail = "from \(TypeScriptText.literal(module));"
    guard !names.isEmpty else {
      return standard.map { ["\(head) \($0) \(tail)"] } ?? []
    }
    let first = standard.map { "\(head) \($0)," } ?? head
    let single = "\(first) { \(names.joined(separator: ", ")) } \(tail)"
    if single.count <= TypeScriptText.width { return [single] }
    return ["\(first) {"] + names.map { "  \($0)," } + ["} \(tail)"]
  }
}
