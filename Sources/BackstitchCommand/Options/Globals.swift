internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Patch
internal import ProjectModel

/// What every command takes.
struct Globals: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "dir"),
    completion: .directory)
  var directory: String?

  @Flag(help: "One JSON document on standard output, nothing else there.")
  var json = false

  @Flag(help: "Say more on standard error.")
  var verbose = false

  @Flag(name: .customLong("no-color"), help: "No colour, also on a terminal.")
  var noColor = false

  @Option(
    help: ArgumentHelp(
      "How long to wait for a busy workspace, such as 10s or 500ms.", valueName: "time"))
  var wait: Milliseconds = Milliseconds(10_000)

  /// The workspace the directory lies in.
  func workspace() throws -> Workspace {
    let start = try start()
    var workspace = try Failure.catching {
      try Workspace(containing: start, context: context(in: start))
    }
    StoreInUse.note(workspace)
    workspace.context.storeBudget = storeBudget(of: workspace)
    return workspace
  }

  /// The workspace for a command that changes it, with what had to be settled before it reads
  /// anything; a dry run settles nothing.
  func workspace(
    for options: WriteOptions
  ) throws -> (workspace: Workspace, settled: RecoveryReport?) {
    let workspace = try workspace()
    if options.dryRun { return (workspace, nil) }
    return (workspace, try Failure.catching { try workspace.settle() })
  }

  /// The store's budget as the configuration has it. A configuration with a fault must not stand in
  /// the way of `undo` and `recover`.
  private func storeBudget(of workspace: Workspace) -> UInt64? {
    do {
      let tree = try workspace.tree()
      switch try tree.node(at: ProjectFiles.config) {
      case nil: return nil
      case .file: break
      default:
        note("backstitch: \(ProjectFiles.config) is no regular file; it is ignored")
        return nil
      }
      let config = try ProjectConfig.load(in: tree)
      guard let budget = config.store?.budget else { return nil }
      if let bytes = ByteCount(argument: budget) { return bytes.value }
      note(
        "backstitch: \(ProjectFiles.config) says 'store.budget: \(budget)', which is ignored; give "
          + "bytes, such as 2GiB or 500MiB")
    } catch {
      note("backstitch: \(error); a 'store.budget' in it is ignored until then")
    }
    return nil
  }

  /// The directory paths are relative to, absolute and without links.
  func start() throws -> [UInt8] {
    let given = directory ?? "."
    guard let resolved = realpath(given, nil) else {
      throw Failure(.failed, "the directory '\(given)' cannot be entered: \(reason(errno))")
    }
    defer { free(resolved) }
    var status = stat()
    guard stat(resolved, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure(.failed, "the directory '\(given)' cannot be entered: \(reason(ENOTDIR))")
    }
    return Array(String(cString: resolved).utf8)
  }

  func context(in start: [UInt8]) -> Context {
    let mask = umask(0)
    umask(mask)
    var context = Context(
      author: Author.current(in: String(decoding: start, as: UTF8.self)),
      program: CommandLine.arguments.joined(separator: " "),
      process: getpid(), umask: UInt16(mask), now: { Int64(time(nil)) },
      pause: { usleep(UInt32($0) * 1000) }, wait: wait.value,
      isInterrupted: { Interruption.isAsked }, notice: Notices.take)
    context.environment = ProcessInfo.processInfo.environment
    return context
  }

  /// A command to go on with, as it works where this one was given.
  func command(_ words: String...) -> String { command(words) }

  /// A command to go on with, as it works where this one was given.
  func command(_ words: [String]) -> String {
    let place = directory.map { ["-C", $0] } ?? []
    return (["backstitch"] + words + place).map(ShellCommand.quoted).joined(separator: " ")
  }

  /// Colours on standard error, where questions are put.
  var errorStyle: Style { Style(isColoured: !noColor && !json && Terminal.errorsShowColour) }

  var style: Style { Style(isColoured: !noColor && !json && Terminal.showsColour) }
}

/// A duration on the command line: `10s`, `500ms`, `2m`, or seconds.
struct Milliseconds: ExpressibleByArgument {
  let value: Int

  init(_ value: Int) { self.value = value }

  init?(argument: String) {
    for (suffix, factor) in [("ms", 1), ("s", 1000), ("m", 60_000), ("", 1000)]
    where argument.hasSuffix(suffix) {
      guard let number = Int(argument.dropLast(suffix.count)), number >= 0, number < 1_000_000
      else { return nil }
      self.init(number * factor)
      return
    }
    return nil
  }

  var defaultValueDescription: String { "\(value / 1000)s" }
}

/// Who is recorded as the author: as git resolves it from environment and configuration, else the
/// login name.
enum Author {
  static func current(in directory: String) -> String {
    let environment = ProcessInfo.processInfo.environment
    let login = environment["USER"] ?? environment["LOGNAME"] ?? "somebody"
    let config = userConfig(environment).merging(repositoryConfig(directory)) { $1 }
    let name = environment["GIT_AUTHOR_NAME"] ?? config["name"] ?? login
    let email = environment["GIT_AUTHOR_EMAIL"] ?? config["email"] ?? ""
    return "\(name) <\(email)>"
  }

  /// `user.name` and `user.email` of the user's own git configuration.
  private static func userConfig(_ environment: [String: String]) -> [String: String] {
    read(environment["GIT_CONFIG_GLOBAL"] ?? environment["HOME"].map { "\($0)/.gitconfig" } ?? "")
  }

  /// The same of the repository the directory lies in, which comes before the user's own.
  private static func repositoryConfig(_ directory: String) -> [String: String] {
    var parts = directory.split(separator: "/")
    while true {
      let path = "/" + (parts + [".git", "config"]).joined(separator: "/")
      if FileManager.default.fileExists(atPath: path) { return read(path) }
      if parts.popLast() == nil { return [:] }
    }
  }

  private static func read(_ path: String) -> [String: String] {
    // A configuration that cannot be read leaves the login name.
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [:] }
    var found: [String: String] = [:]
    var isUser = false
    for line in text.split(separator: "\n") {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("[") { isUser = line.lowercased().hasPrefix("[user]") }
      let parts = line.split(separator: "=", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if isUser, parts.count == 2 {
        found[parts[0].lowercased()] = parts[1].trimmingCharacters(in: ["\""])
      }
    }
    return found
  }
}

/// An errno in words.
func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
