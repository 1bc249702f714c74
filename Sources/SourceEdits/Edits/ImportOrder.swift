/// The orders in which people and tools sort imports.
enum ImportOrder {
  /// For names in one statement: isort's (constants, classes, the rest), by letters, by bytes.
  static var names: [(String, String) -> Bool] {
    [
      { (rank($0), $0.lowercased(), $0) < (rank($1), $1.lowercased(), $1) },
      { ($0.lowercased(), $0) < ($1.lowercased(), $1) },
      { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) },
    ]
  }

  /// For statements: `import` before `from`, or both mixed; by letters or by bytes.
  static var statements: [(Line, Line) -> Bool] {
    [
      { ($0.isFrom ? 1 : 0, key($0)) < ($1.isFrom ? 1 : 0, key($1)) },
      { (key($0), $0.isFrom ? 1 : 0) < (key($1), $1.isFrom ? 1 : 0) },
      { ($0.isFrom ? 1 : 0, $0.module) < ($1.isFrom ? 1 : 0, $1.module) },
      { $0.module < $1.module },
    ]
  }

  /// One import statement as far as its order goes.
  struct Line {
    let isFrom: Bool
    let module: String
  }

  /// Relative imports from far away come before near ones.
  private static func key(_ line: Line) -> String {
    let dots = line.module.prefix { $0 == "." }.count
    let far = dots == 0 ? "" : String(repeating: "~", count: max(0, 40 - dots))
    return far + line.module.dropFirst(dots).lowercased()
  }

  private static func rank(_ name: String) -> Int {
    let letters = name.filter(\.isLetter)
    if name.count > 1, !letters.isEmpty, letters.allSatisfy(\.isUppercase) { return 0 }
    return name.first?.isUppercase ?? false ? 1 : 2
  }
}

extension Array {
  /// Whether no neighbours are in the wrong order.
  func isSorted(by order: (Element, Element) -> Bool) -> Bool {
    zip(self, dropFirst()).allSatisfy { !order($1, $0) }
  }
}
