internal import Foundation
internal import Patch
internal import ProjectModel

/// The project's own Alembic.
struct AlembicProgram {
  /// Its absolute path.
  let path: String
  let location: AlembicLocation
  private let backend: RelativePath?
  private let machine: Machine

  /// The program of the active virtual environment, of one in the project, or of the path.
  init(for backend: Backend, on machine: Machine) throws(MigrationError) {
    guard let location = backend.alembic?.value else {
      throw .noConfiguration(backend: backend.root)
    }
    let places = [backend.root, location.home, nil].map { directory in
      Self.absolute(directory, below: machine.root)
    }
    let inProject = places.flatMap { place in ["\(place)/.venv", "\(place)/venv"] }
    let environments = [machine.environment["VIRTUAL_ENV"]].compactMap(\.self) + inProject
    let onPath = (machine.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let candidates = environments.map { "\($0)/bin" } + onPath
    let found = candidates.map { "\($0)/alembic" }.first { candidate in
      candidate.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: candidate)
    }
    guard let found else { throw .noProgram }
    path = found
    self.location = location
    self.backend = backend.root
    self.machine = machine
  }

  /// How long a command that only reads may take, in seconds.
  static let readingLimit = 120
  /// How long the database is asked for its revision, in seconds.
  static let askingLimit = 30
  /// How long an upgrade may take, in seconds: one that is stopped halfway leaves a database that
  /// only its makers can mend.
  static let upgradeLimit = 24 * 3600

  /// Runs a command.
  ///
  /// - Parameter root: the workspace, or a view of it.
  /// - Returns: what it wrote to standard output.
  @discardableResult
  func run(
    _ arguments: [String], in root: String? = nil, timeLimit: Int = readingLimit
  ) throws(MigrationError) -> String {
    let root = root ?? machine.root
    let words = arguments.map { $0.contains(" ") ? "\"\($0)\"" : $0 }
    let shown = location.command(words.joined(separator: " "))
    let run = CommandRun(
      words: [path] + arguments, directory: Self.absolute(location.home, below: root),
      timeLimit: timeLimit, outputLimit: 16 << 20, isInterrupted: machine.isInterrupted,
      environment: environment(in: root))
    let result: CommandRun.Result
    do throws(CommandRun.Failure) {
      result = try run.result()
    } catch {
      throw .failed(command: shown, reason: error.description, output: "")
    }
    let output = String(decoding: result.output, as: UTF8.self)
    guard result.status == 0 else {
      let said = output + result.errors
      if said.contains("Multiple head") { throw .parted(location) }
      if said.contains("Target database is not up to date") { throw .behind(location) }
      throw .failed(
        command: shown, reason: "it ended with status \(result.status)",
        output: Self.lastLines(result.errors, output).replacing(root + "/", with: ""))
    }
    return output
  }

  /// The revisions the database is at.
  func current() throws(MigrationError) -> [String] {
    // One a line: `2b7c (head)`.
    try run(["current"], timeLimit: Self.askingLimit).split(separator: "\n").compactMap { line in
      line.split(separator: " ").first.map(String.init)
    }
  }

  /// The project's modules are found below the root, also where a path or an installed project
  /// names the workspace itself.
  private func environment(in root: String) -> [String: String] {
    let own = [location.home, backend].map { Self.absolute($0, below: root) }
    let given = (machine.environment["PYTHONPATH"] ?? "").split(separator: ":").map { entry in
      entry == machine.root || entry.hasPrefix(machine.root + "/")
        ? root + entry.dropFirst(machine.root.count) : String(entry)
    }
    let paths = (own + given).reduce(into: [String]()) { paths, entry in
      if !paths.contains(entry) { paths.append(entry) }
    }
    return ["PYTHONPATH": paths.joined(separator: ":"), "PYTHONDONTWRITEBYTECODE": "1"]
  }

  private static func absolute(_ directory: RelativePath?, below root: String) -> String {
    directory.map { "\(root)/\($0)" } ?? root
  }

  /// Tracebacks are long, and what matters comes last; Alembic's own word is on standard output.
  private static func lastLines(_ errors: String, _ output: String) -> String {
    let said = output.split(separator: "\n").filter { $0.hasPrefix("FAILED") }
    return (errors.split(separator: "\n").suffix(12) + said).joined(separator: "\n")
  }
}
