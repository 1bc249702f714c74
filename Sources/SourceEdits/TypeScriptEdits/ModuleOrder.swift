/// How people group and sort the modules they import.
enum ModuleOrder {
  /// The group a module belongs to: packages, then the project's own, near ones last.
  static func group(_ module: String) -> Int {
    if module.hasPrefix("node:") { return 0 }
    if module.hasPrefix("@/") || module.hasPrefix("~") || module.hasPrefix("#") { return 2 }
    if module == ".." || module.hasPrefix("../") { return 3 }
    if module == "." || module.hasPrefix("./") { return 4 }
    return 1
  }

  /// The orders that names or modules are found in: by letters, by bytes.
  static var all: [(String, String) -> Bool] {
    [
      { ($0.lowercased(), $0) < ($1.lowercased(), $1) },
      { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) },
    ]
  }

  /// The index that keeps a sorted list sorted; the end of one that is not.
  static func position(of name: String, in names: [String]) -> Int {
    guard names.count > 1, let order = all.first(where: { names.isSorted(by: $0) }) else {
      return names.count
    }
    return names.firstIndex { order(name, $0) } ?? names.count
  }
}

/// TypeScript's names, for what an edit is given.
enum TypeScriptName {
  /// Whether it is a name and no keyword.
  static func isValid(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    func isPart(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "$" || scalar == "_" || scalar.properties.isIDContinue
    }
    let begins = first == "$" || first == "_" || first.properties.isIDStart
    return begins && text.unicodeScalars.allSatisfy(isPart)
      && !TypeScriptKeyword.allCases.contains { $0.spelling == text }
  }

  /// Whether a module's string can be written on one line.
  static func isModule(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7F}" }
  }
}
