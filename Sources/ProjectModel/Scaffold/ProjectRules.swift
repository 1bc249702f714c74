/// What names and directories of a new project must keep.
package enum ProjectRules {
  /// MySQL's limit for a user's name is the tightest of those it is used in.
  private static let longestName = 32

  /// What packages, images and databases of a project go by already.
  private static let reserved: [String: String] = {
    var names: [String: String] = [:]
    for name in [
      "alembic", "asyncmy", "asyncpg", "celery", "fastapi", "httpx", "pydantic", "pytest", "redis",
      "sqlalchemy", "starlette", "uvicorn",
    ] { names[name] = "a package its backend depends on" }
    for name in ["next", "react", "react-dom", "tailwindcss", "typescript", "zod"] {
      names[name] = "a package its frontend depends on"
    }
    for name in [
      "information-schema", "mariadb", "mysql", "performance-schema", "postgres", "root", "sys",
      "template0", "template1",
    ] { names[name] = "a database or user of the database server" }
    for name in ["node-modules", "test", "tests"] { names[name] = "what tools keep for themselves" }
    return names
  }()

  /// What is wrong with a project's name.
  package static func problems(ofName name: String) -> [ProjectProblem] {
    guard isKebab(name), name.utf8.count <= longestName else {
      let suggestion = kebab(name)
      return [.badName(name, suggestion: suggestion == name ? nil : suggestion)]
    }
    return reserved[name].map { [.reservedName(name, by: $0)] } ?? []
  }

  /// The nearest name in kebab case; nil when a text gives none.
  package static func kebab(_ text: String) -> String? {
    let words = NameCase.snake(
      String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }))
    var name = String(NameCase.kebab(words).drop { !$0.isLetter }.prefix(longestName))
    while name.hasSuffix("-") { name.removeLast() }
    return isKebab(name) ? name : nil
  }

  private static func isKebab(_ name: String) -> Bool {
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    return name.utf8.first.map { (0x61...0x7A).contains($0) } == true
      && words.allSatisfy { word in
        !word.isEmpty
          && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
      }
  }

  /// What is wrong with the directories of the parts.
  ///
  /// - Parameter kept: directories of projects that stand there, whatever they are called.
  package static func problems(
    ofDirectoriesIn choices: ProjectChoices, kept: Set<String> = []
  ) -> [ProjectProblem] {
    let both = [choices.backend, choices.frontend]
    let bad = both.filter { !kept.contains($0) }.compactMap(problem(ofDirectory:))
    guard bad.isEmpty else { return bad }
    let isNested = both[0].hasPrefix(both[1] + "/") || both[1].hasPrefix(both[0] + "/")
    return both[0] == both[1] || isNested ? [.sharedDirectory(both[0], both[1])] : []
  }

  private static func problem(ofDirectory directory: String) -> ProjectProblem? {
    func bad(_ reason: String) -> ProjectProblem { .badDirectory(directory, reason: reason) }
    if directory == "." {
      return bad("the root has what joins the parts; name a directory below it, such as backend")
    }
    for name in directory.split(separator: "/", omittingEmptySubsequences: false) {
      if name.isEmpty { return bad("it has an empty name in it; write it without") }
      if name.hasPrefix(".") || name.hasPrefix("-") {
        return bad("'\(name)' begins with '\(name.prefix(1))'; begin it with a letter")
      }
      let isPlain = name.utf8.allSatisfy { byte in
        byte < 0x80 && (Character(.init(byte)).isLetter || Character(.init(byte)).isNumber)
          || byte == 0x2D || byte == 0x2E || byte == 0x5F
      }
      guard isPlain else {
        return bad("tools trip over '\(name)'; use letters, digits, hyphens and underscores")
      }
      if ["node_modules", "venv", "build", "dist", "site-packages"].contains(name) {
        return bad("'\(name)' is a directory that tools make; choose another")
      }
    }
    let first = directory.split(separator: "/").first.map(String.init)
    return first == "nginx" ? bad("that is the reverse proxy's; choose another") : nil
  }
}
