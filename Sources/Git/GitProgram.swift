internal import Glibc

/// The user's own `git`, for what libgit2 cannot do as git would: filters, hooks, signing, and every
/// format of index and object that the installed version knows.
package struct GitProgram: Sendable {
  /// Where it works.
  package let location: GitLocation
  private let environment: [String: [UInt8]]
  private var start: [UInt8]?
  /// What a person without the program can do.
  var alternative = "leave --git-commit out"

  /// What a run left.
  package struct Result: Sendable {
    /// The exit status; 128 and the signal's number for one that was killed.
    package var status: Int32
    package var output: [UInt8]
    package var error: [UInt8]

    /// What it complained of, in one line.
    package var complaint: String {
      let text = String(decoding: error, as: UTF8.self).split(separator: "\n").map { line in
        ["fatal: ", "error: "].reduce(line) { $0.hasPrefix($1) ? $0.dropFirst($1.count) : $0 }
      }
      return text.isEmpty ? "it ended with status \(status)" : text.joined(separator: "; ")
    }
  }

  /// Names that would lead git elsewhere than to this working tree.
  private static let misleading: Set<String> = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_CEILING_DIRECTORIES",
    "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
    "GIT_TRACE", "GIT_TRACE2", "GIT_EXTERNAL_DIFF", "GIT_DEFAULT_HASH",
  ]

  /// - Parameters:
  ///   - location: a working tree; not a bare repository.
  ///   - environment: what the user's shell gives to git.
  package init(_ location: GitLocation, environment: [String: String]) {
    self.location = location
    self.environment = environment.filter { !Self.misleading.contains($0.key) }
      .mapValues { Array($0.utf8) }
  }

  /// The same program with another directory to start in.
  init(standingIn directory: [UInt8], for program: GitProgram) {
    location = program.location
    environment = program.environment
    start = directory
  }

  /// The same program in another working tree.
  package init(_ location: GitLocation, like program: GitProgram) {
    self.location = location
    environment = program.environment
  }

  /// Runs it in the working tree's root.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input.
  ///   - extra: variables for this run alone.
  ///   - settings: `-c` settings for this run alone.
  ///   - isShown: whether what it says goes to our standard error, as it says it.
  package func run(
    _ arguments: [String], input: [UInt8] = [], with extra: [String: [UInt8]] = [:],
    settings: [String] = [], isShown: Bool = false
  ) throws(GitError) -> Result {
    let place =
      ["git", "-C"].map { Array($0.utf8) }
      + [start ?? location.workTree ?? location.gitDirectory]
    let words = settings.flatMap { ["-c", $0] } + arguments
    var variables = environment
    // Nothing of the user's is refreshed on the way.
    variables["GIT_OPTIONAL_LOCKS"] = Array("0".utf8)
    variables.merge(extra) { $1 }
    do throws(SpawnError) {
      return try ChildProcess.run(
        place + words.map { Array($0.utf8) },
        environment: variables.map { Array("\($0.key)=".utf8) + $0.value }, input: input,
        showsError: isShown)
    } catch {
      throw GitError(
        operation: "git \(arguments.first ?? "")",
        reason: error.code == ENOENT
          ? "there is no program 'git'; install it, or \(alternative)"
          : "it cannot be started (\(String(cString: strerror(error.code))))")
    }
  }

  /// What a run prints; it must succeed.
  package func output(
    _ arguments: [String], input: [UInt8] = [], with extra: [String: [UInt8]] = [:],
    settings: [String] = []
  ) throws(GitError) -> [UInt8] {
    let result = try run(arguments, input: input, with: extra, settings: settings)
    guard result.status == 0 else {
      throw GitError(operation: "git \(arguments.first ?? "")", reason: result.complaint)
    }
    return result.output
  }

  /// The first line a run prints, as text; it must succeed.
  package func line(
    _ arguments: [String], input: [UInt8] = [], with extra: [String: [UInt8]] = [:],
    settings: [String] = []
  ) throws(GitError) -> String {
    let output = try output(arguments, input: input, with: extra, settings: settings)
    return String(decoding: output.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}
