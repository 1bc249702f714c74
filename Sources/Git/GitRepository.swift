/// Questions to the user's repository, and objects made in it, by way of the program.
package struct GitRepository: Sendable {
  package let program: GitProgram

  package init(_ program: GitProgram) { self.program = program }

  /// The oldest git that can run hooks for us.
  private static let oldest = (2, 36)

  /// - Throws: when there is no git, or one that is too old, or the repository is not for it.
  package func check() throws(GitError) {
    let version = try program.line(["version"])
    let numbers = version.split(separator: " ").dropFirst(2).first?.split(separator: ".")
      .prefix(2).compactMap { Int($0) }
    guard let numbers, numbers.count == 2, (numbers[0], numbers[1]) >= Self.oldest else {
      throw GitError(
        operation: version, reason: "it is too old; git commits need 2.36 or newer")
    }
    _ = try program.output(["rev-parse", "--git-dir"])
  }

  /// The configuration as git resolves it, keys in lower case, the last value of each.
  package func configuration() throws(GitError) -> [String: String] {
    var found: [String: String] = [:]
    for entry in try program.output(["config", "--list", "-z"]).split(separator: 0) {
      let parts = entry.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
      // A key alone means true.
      found[String(decoding: parts[0], as: UTF8.self).lowercased()] =
        parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "true"
    }
    return found
  }

  /// Name, address and time of who commits, as the reflog has them.
  package func committer() throws(GitError) -> String {
    _ = try program.output(["var", "GIT_AUTHOR_IDENT"])
    return try program.line(["var", "GIT_COMMITTER_IDENT"])
  }

  /// The commit a name stands for; nil for none.
  package func commit(named name: String) throws(GitError) -> String? {
    let result = try program.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
    guard result.status == 0 else { return nil }
    return String(decoding: result.output.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// Whether a branch may have that name.
  package func isBranchName(_ name: String) throws(GitError) -> Bool {
    if name.hasPrefix("-") { return false }
    // Names such as @{-1} stand for other ones.
    return try program.run(["check-ref-format", "--branch", name]).output
      == Array("\(name)\n".utf8)
  }

  /// References, in full, that stand at a name, below it, or above it.
  package func references(around name: String) throws(GitError) -> [String] {
    var names: [String] = []
    var parts = name.split(separator: "/")
    while parts.count > 2 {
      names.append(parts.joined(separator: "/"))
      parts.removeLast()
    }
    let found = try program.output(["for-each-ref", "--format=%(refname)"] + names)
    let all = String(decoding: found, as: UTF8.self).split(separator: "\n").map(String.init)
    // A name above may hold many others.
    return all.filter { $0 == name || $0.hasPrefix(name + "/") || name.hasPrefix($0 + "/") }
  }

  /// Where a branch is checked out; nil for nowhere.
  package func workTree(of reference: String) throws(GitError) -> String? {
    let list = try program.output(["for-each-ref", "--format=%(worktreepath)", reference])
    let path = String(decoding: list.prefix { $0 != 0x0A }, as: UTF8.self)
    return path.isEmpty ? nil : path
  }

  /// Remote-tracking branches that contain a commit.
  package func remoteBranches(containing commit: String) throws(GitError) -> [String] {
    let list = try program.output(
      ["for-each-ref", "--format=%(refname:short)", "--contains", commit, "refs/remotes"])
    return String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The ignore rule in force for each path that one keeps out: `source:line:pattern`.
  package func ignoreRules(for paths: [[UInt8]]) throws(GitError) -> [[UInt8]: String] {
    guard !paths.isEmpty else { return [:] }
    let result = try program.run(
      ["check-ignore", "-z", "-v", "--stdin"], input: Array(paths.joined(separator: [0])) + [0])
    // 1: none of them.
    guard result.status <= 1 else {
      throw GitError(operation: "git check-ignore", reason: result.complaint)
    }
    let fields = result.output.split(separator: 0, omittingEmptySubsequences: false)
    var found: [[UInt8]: String] = [:]
    for start in stride(from: 0, to: fields.count - 3, by: 4) {
      let parts = fields[start..<(start + 3)].map { String(decoding: $0, as: UTF8.self) }
      // A pattern with ! takes a path out again.
      if parts[2].hasPrefix("!") { continue }
      found[Array(fields[start + 3])] = parts.joined(separator: ":")
    }
    return found
  }

  // MARK: Objects

  /// A blob's bytes as they are stored.
  package func blob(_ id: String) throws(GitError) -> [UInt8] {
    try program.output(["cat-file", "blob", id])
  }

  /// A blob's bytes as they would stand in the working tree at a path.
  package func checkedOut(_ id: String, at path: [UInt8]) throws(GitError) -> [UInt8] {
    try program.output([
      "cat-file", "--filters", "--path=\(String(decoding: path, as: UTF8.self))", id,
    ])
  }

  /// Stores bytes as they are; the blob's name.
  package func store(_ bytes: [UInt8]) throws(GitError) -> String {
    try program.line(["hash-object", "-w", "--stdin"], input: bytes)
  }

  /// Every file of a commit.
  package func entries(of commit: String) throws(GitError) -> [[UInt8]: GitEntry] {
    var found: [[UInt8]: GitEntry] = [:]
    for line in try program.output(["ls-tree", "-r", "-z", "--full-tree", commit]).split(
      separator: 0)
    {
      let parts = line.split(separator: 0x09, maxSplits: 1)
      let words = parts.first?.split(separator: 0x20) ?? []
      guard parts.count == 2, words.count == 3 else {
        throw GitError(operation: "git ls-tree", reason: "it printed a line of another form")
      }
      found[Array(parts[1])] = GitEntry(
        mode: String(decoding: words[0], as: UTF8.self),
        id: String(decoding: words[2], as: UTF8.self))
    }
    return found
  }

  /// A commit's tree.
  package func tree(of commit: String) throws(GitError) -> String {
    try program.line(["rev-parse", "\(commit)^{tree}"])
  }

  /// Makes a commit; its name.
  package func commitTree(
    _ tree: String, parents: [String], message: [UInt8], isSigned: Bool
  ) throws(GitError) -> String {
    try program.line(
      ["commit-tree", tree] + parents.flatMap { ["-p", $0] } + (isSigned ? ["-S"] : [])
        + ["-F", "-"], input: message)
  }

  /// Every object that commits have and others lack.
  package func objects(of commit: String, without old: String?) throws(GitError) -> [String] {
    let list = try program.output(
      ["rev-list", "--objects", "--no-object-names", commit] + (old.map { ["--not", $0] } ?? []))
    return String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  // MARK: Messages

  /// A message with trailers behind it, laid out as git does.
  package func message(_ text: [UInt8], trailers: [String]) throws(GitError) -> [UInt8] {
    let clean = try program.output(["stripspace"], input: text)
    guard !trailers.isEmpty else { return clean }
    return try program.output(
      ["interpret-trailers", "--no-divider"] + trailers.flatMap { ["--trailer", $0] }, input: clean,
      settings: ["trailer.ifexists=addIfDifferent", "trailer.ifmissing=add", "trailer.where=end"])
  }
}
