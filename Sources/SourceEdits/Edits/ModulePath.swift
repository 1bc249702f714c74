/// Dotted paths, absolute or relative, and when two of them mean the same.
enum ModulePath {
  /// Whether two paths can be the same object. A relative path is compared by its tail: which
  /// package a file is in, its text does not say.
  static func matches(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    let first = one.drop { $0 == "." }
    let second = other.drop { $0 == "." }
    let isFirstRelative = first.count < one.count
    let isSecondRelative = second.count < other.count
    switch (isFirstRelative, isSecondRelative) {
    case (true, false): return second == first || second.hasSuffix("." + first)
    case (false, true): return first == second || first.hasSuffix("." + second)
    default: return false
    }
  }

  /// How many leading parts two paths share.
  static func shared(_ one: String, _ other: String) -> Int {
    zip(parts(one), parts(other)).prefix { $0 == $1 }.count
  }

  /// The parts of a path; the leading dots of a relative one are its first part.
  static func parts(_ path: String) -> [Substring] {
    let dots = path.prefix { $0 == "." }
    let names = path.dropFirst(dots.count).split(separator: ".")
    return dots.isEmpty ? names : [dots] + names
  }

  /// The last part: `product_router` of `api.routers.product_router`.
  static func last(_ path: String) -> String {
    parts(path).last.map(String.init) ?? ""
  }

  /// Everything before the last part, dots kept: `.` of `.users`, `api.routers` of
  /// `api.routers.users`; nil for a single name.
  static func parent(_ path: String) -> String? {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    let head = path[..<dot]
    let isRelative = head.allSatisfy { $0 == "." }
    return isRelative ? String(path[...dot]) : String(head)
  }

  /// Whether it is a dotted name, with leading dots or without.
  static func isValid(_ path: String, relative: Bool = true) -> Bool {
    let dots = path.prefix { $0 == "." }
    guard relative || dots.isEmpty else { return false }
    let names = path.dropFirst(dots.count)
    if names.isEmpty { return !dots.isEmpty }
    return names.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isName($0) }
  }

  /// Whether it is a Python name and no keyword.
  static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    let fits =
      (first == "_" || first.properties.isXIDStart)
      && text.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
    return fits && !PythonKeyword.allCases.contains { $0.spelling == text }
  }
}
