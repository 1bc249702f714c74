internal import Patch

/// What a backend requires, and where its migrations lie.
enum RequirementsScan {
  /// The requirements of the file nearest to the root; what generated code needs beside them.
  static func find(
    in tree: any ReadableTree, files: [RelativePath], root: RelativePath?
  ) throws(TreeError) -> Requirements {
    guard let path = file(files, root), let bytes = try tree.contents(of: path) else {
      return Requirements(path: nil, names: [], missing: [])
    }
    let entries = requirements(in: String(decoding: bytes, as: UTF8.self))
    var missing: [String] = []
    let hasAsync = entries.contains { $0.name == "sqlalchemy" && $0.extras.contains("asyncio") }
    let hasGreenlet = entries.contains { $0.name == "greenlet" }
    if !hasAsync, !hasGreenlet { missing.append("sqlalchemy[asyncio]") }
    let tests = try testTools(beside: path, in: tree)
    return Requirements(path: path, names: entries.map(\.name) + tests, missing: missing)
  }

  /// What runs tests, where it has a file of its own: nothing else of that is there in production.
  private static func testTools(
    beside path: RelativePath, in tree: any ReadableTree
  ) throws(TreeError) -> [String] {
    for name in ["requirements-dev.txt", "dev-requirements.txt", "dev.txt"] {
      let file =
        path.parent?.appending(name: name.utf8) ?? RelativePath(unchecked: Array(name.utf8))
      guard let bytes = try tree.contents(of: file) else { continue }
      return requirements(in: String(decoding: bytes, as: UTF8.self)).map(\.name)
        .filter { $0 == "pytest" }
    }
    return []
  }

  /// The database that the drivers among the requirements are for.
  static func database(
    in tree: any ReadableTree, files: [RelativePath], root: RelativePath?
  ) throws(TreeError) -> Found<String>? {
    guard let path = file(files, root), let bytes = try tree.contents(of: path) else { return nil }
    let entries = requirements(in: String(decoding: bytes, as: UTF8.self))
    let drivers = entries.compactMap { entry in
      DatabaseDriver.named(entry.name).map { (driver: $0, line: entry.line) }
    }
    // SQLite is what tests run on beside another database.
    guard let found = drivers.first(where: { $0.driver.database != "sqlite" }) ?? drivers.first
    else { return nil }
    return Found(
      found.driver.database, .likely, [Evidence(path, found.line, found.driver.name)])
  }

  private static func file(_ files: [RelativePath], _ root: RelativePath?) -> RelativePath? {
    let names = ["pyproject.toml", "requirements.txt", "requirements/base.txt"]
    for directory in [root] + (root?.ancestors ?? []).map(Optional.some) + [nil] {
      for name in names.reversed() {
        guard let below = try? RelativePath(name) else { continue }
        let path = directory.map { $0.appending(below) } ?? below
        if files.contains(path) { return path }
      }
    }
    return nil
  }

  private struct Entry {
    var name: String
    var extras: [String]
    var line: Int
  }

  /// Lines such as `sqlalchemy[asyncio]>=2.0`, quoted or not.
  private static func requirements(in text: String) -> [Entry] {
    var found: [Entry] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let trimmed = line.drop { " \t\"',".contains($0) }
      guard let first = trimmed.first, first.isLetter else { continue }
      let name = trimmed.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
      var rest = trimmed.dropFirst(name.count)
      var extras: [String] = []
      if rest.first == "[", let close = rest.firstIndex(of: "]") {
        extras = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",")
          .map { $0.filter { $0 != " " }.lowercased() }
        rest = rest[rest.index(after: close)...]
      }
      found.append(
        Entry(
          name: name.lowercased().replacing("_", with: "-"), extras: extras, line: number + 1))
    }
    return found
  }
}

/// The migrations of a backend.
enum AlembicScan {
  /// The `alembic.ini` nearest to the root.
  static func find(
    in tree: any ReadableTree, files: [RelativePath], root: RelativePath?
  ) throws(TreeError) -> Found<AlembicLocation>? {
    let known = Set(files)
    for directory in [root] + (root?.ancestors ?? []).map(Optional.some) + [nil] {
      let ini = directory.map { $0.appending("alembic.ini") } ?? "alembic.ini"
      guard known.contains(ini), let bytes = try tree.contents(of: ini) else { continue }
      let (location, line) = scriptLocation(in: String(decoding: bytes, as: UTF8.self))
      guard let below = try? RelativePath(location) else { continue }
      let scripts = directory.map { $0.appending(below) } ?? below
      let env = scripts.appending("env.py")
      return Found(
        AlembicLocation(
          ini: ini, scripts: scripts, env: known.contains(env) ? env : nil,
          program: ProgramScan.find("alembic", in: tree, below: [root, directory, nil])), .certain,
        [Evidence(ini, line, "script_location = \(location)")])
    }
    return nil
  }

  private static func scriptLocation(in text: String) -> (String, Int) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.hasPrefix("script_location") {
      let value = String(line.drop { $0 != "=" }.dropFirst().drop { $0 == " " })
      var path = value.replacing("%(here)s/", with: "")
      while path.last?.isWhitespace == true || path.last == "/" { path.removeLast() }
      if path.hasPrefix("./") { path.removeFirst(2) }
      return (path, number + 1)
    }
    return ("alembic", 1)
  }
}
