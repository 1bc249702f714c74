internal import ArgumentParser
internal import Backstitch

/// Where a branch is built, when not in the working tree one is in.
struct PlaceOptions: ParsableArguments {
  @Flag(
    name: .customLong("no-switch"),
    help: "Build the branch without touching the working tree.")
  var isUnswitched = false

  @Option(
    name: .customLong("worktree"),
    help: ArgumentHelp("Build the branch in a new linked working tree.", valueName: "dir"),
    completion: .directory)
  var workTree: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Where the branch begins, with one of these two; HEAD by default.", valueName: "ref"))
  var start: String?

  func validate() throws {
    if isUnswitched, workTree != nil {
      throw ValidationError("--no-switch and --worktree are two places; give one of them.")
    }
    if start != nil, !isUnswitched, workTree == nil {
      throw ValidationError(
        "--from would change the working tree; give --no-switch or --worktree DIR with it.")
    }
  }

  /// Whether another place than this working tree is meant.
  private var isElsewhere: Bool { isUnswitched || workTree != nil }

  /// Runs a command elsewhere, when that is asked for.
  ///
  /// - Parameter body: the command with other globals.
  /// - Returns: false when this working tree is meant.
  func run(
    _ git: GitOptions, _ globals: Globals, _ options: WriteOptions, _ body: (Globals) throws -> Void
  ) throws -> Bool {
    guard isElsewhere else { return false }
    guard let branch = git.branch else {
      throw Failure(.usage, "--no-switch and --worktree build a branch; name it with --branch")
    }
    let here = try globals.workspace()
    let directory = try workTree.map { Array(try Self.absolute($0, globals).utf8) }
    let tree = try Failure.catching {
      try LinkedTree(of: here, branch: branch, from: start, at: directory)
    }
    var inner = globals
    let below = try globals.start().dropFirst(here.root.count)
    inner.directory = String(decoding: tree.path + below, as: UTF8.self)
    do {
      try body(inner)
    } catch let exit as Exit where exit.status == 0 {
      finish(tree)
      throw exit
    } catch {
      throw Self.error(error, after: { try tree.takeBack() })
    }
    if options.dryRun {
      try Failure.catching { try tree.takeBack() }
    } else {
      if finish(tree) { tell(branch, tree, globals) }
    }
    return true
  }

  /// What the command did is done, whatever becomes of a hidden tree.
  @discardableResult
  private func finish(_ tree: LinkedTree) -> Bool {
    do {
      return try Failure.catching { try tree.finish() }
    } catch {
      note("backstitch: \((error as? Failure)?.message ?? "\(error)")")
      return tree.isBuilt
    }
  }

  /// Why the command failed, and behind that why something of its tree stays.
  private static func error(_ error: any Error, after end: () throws -> Void) -> any Error {
    do {
      try Failure.catching(end)
      return error
    } catch let kept as Failure {
      guard var failure = error as? Failure else {
        note("backstitch: \(kept.message)")
        return error
      }
      failure.message += "\n\(kept.message)"
      failure.report? += "\nbackstitch: \(kept.message)"
      return failure
    } catch {
      return error
    }
  }

  private func tell(_ branch: String, _ tree: LinkedTree, _ globals: Globals) {
    guard !globals.json else { return }
    if isUnswitched {
      say("Branch '\(branch)' is built; HEAD and the working tree are as they were.")
      say("Look: git log -p \(branch)")
    } else {
      say("Working tree: \(String(decoding: tree.path, as: UTF8.self))")
    }
  }

  /// A file as it is named from everywhere; `-` and JSON stay as they are.
  static func absolute(_ text: String, _ globals: Globals) throws -> String {
    if text.hasPrefix("/") || text == "-" || text.hasPrefix("{") { return text }
    var parts = try globals.start().split(separator: 0x2F)
    for part in Array(text.utf8).split(separator: 0x2F) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + String(decoding: Array(parts.joined(separator: [0x2F])), as: UTF8.self)
  }
}
