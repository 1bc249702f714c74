internal import Patch

/// Finds the variables that a backend reads its database's address from.
struct DatabaseAddressScan {
  let backend: Backend
  let tree: any ReadableTree

  /// A URL in one variable, else the host in one.
  func address() throws(TreeError) -> DatabaseAddress {
    let names = try self.names()
    if let url = names.first(where: Self.isURL) { return .url(url) }
    guard let host = names.first(where: { Self.isPart($0, ["HOST", "SERVER", "HOSTNAME"]) }) else {
      return .unknown
    }
    let endings: [DatabaseAddress.Kind: Set<Substring>] = [
      .user: ["USER", "USERNAME"], .password: ["PASSWORD", "PASS", "PASSWD"],
      .name: ["NAME", "DB", "DATABASE"],
    ]
    let others = DatabaseAddress.Kind.allCases.compactMap { kind in
      names.first { Self.isPart($0, endings[kind] ?? []) && $0 != host }
        .map { DatabaseAddress.Part(name: $0, kind: kind) }
    }
    return .parts(host: host, others: others)
  }

  /// What the backend's modules read from the environment, the most frequent first.
  private func names() throws(TreeError) -> [String] {
    var counts: [String: Int] = [:]
    for path in try tree.files() {
      guard backend.module(of: path) != nil, !PythonModules.isTest(path),
        !PythonModules.isExcluded(path), let bytes = try tree.contents(of: path),
        bytes.mentions("environ") || bytes.mentions("getenv") || bytes.mentions("BaseSettings")
      else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let isSettings = bytes.mentions("BaseSettings")
      let prefix = isSettings ? Self.prefix(in: text) : ""
      for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
        // The fields of settings are variables without regard to their case.
        let name = String(word)
        guard name.contains("_") else { continue }
        if name == name.uppercased() {
          counts[name, default: 0] += 1
        } else if isSettings, name == name.lowercased() {
          counts[prefix + name.uppercased(), default: 0] += 1
        }
      }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// `env_prefix="APP_"`
  private static func prefix(in text: String) -> String {
    guard let start = text.firstRange(of: "env_prefix") else { return "" }
    let rest = text[start.upperBound...].drop { $0 != "\"" && $0 != "'" }.dropFirst()
    return rest.prefix { $0 != "\"" && $0 != "'" }.uppercased()
  }

  private static let subjects: Set<Substring> = [
    "DATABASE", "DB", "SQLALCHEMY", "SQL", "MARIADB", "MYSQL", "POSTGRES", "POSTGRESQL", "PG",
  ]

  private static func isURL(_ name: String) -> Bool { isPart(name, ["URL", "URI", "DSN"]) }

  /// `DATABASE_URL`, `POSTGRES_SERVER`: a database, then what it is.
  private static func isPart(_ name: String, _ endings: Set<Substring>) -> Bool {
    let words = name.split(separator: "_")
    guard let last = words.last, endings.contains(last) else { return false }
    return !Set(words.dropLast()).isDisjoint(with: subjects)
  }
}
