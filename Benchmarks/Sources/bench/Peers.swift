import Foundation

/// What a careful plain program does: temporary files, `syncfs`, renames, `syncfs`. It is durable
/// and keeps nothing to undo with; a crash between the renames leaves some files new, some old.
func writePlainly(_ files: [Sample], in root: String) throws {
  var made: Set<Substring> = []
  for file in files {
    let folder = file.path[..<(file.path.lastIndex(of: "/") ?? file.path.startIndex)]
    if made.insert(folder).inserted {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
    let opened = open("\(root)/\(file.path).tmp", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard opened >= 0, write(opened, file.bytes, file.bytes.count) == file.bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
    close(opened)
  }
  let directory = open(root, O_RDONLY)
  defer { close(directory) }
  guard flushFileSystem(directory) == 0 else { throw CocoaError(.fileWriteUnknown) }
  for file in files {
    guard rename("\(root)/\(file.path).tmp", "\(root)/\(file.path)") == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }
  guard flushFileSystem(directory) == 0 else { throw CocoaError(.fileWriteUnknown) }
}

/// glibc's `syncfs`, which Foundation's overlay does not show.
private let flushFileSystem: @convention(c) (Int32) -> Int32 = {
  guard let symbol = dlsym(nil, "syncfs") else { preconditionFailure("glibc has syncfs") }
  return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
}()

/// A version-control system or tool measured beside Backstitch on the same files.
struct Peer {
  let name: String
  /// The program, or the Python module's name.
  let program: String
  /// Makes the files part of the peer's history.
  var commit: [[String]]
  /// Takes them out of the working tree again.
  var undo: [[String]] = []
  /// Brings them back.
  var redo: [[String]] = []
  /// Before anything is measured.
  var setUp: [[String]]
  /// What its commit is called in the table.
  var commits: String
  var undoes = ""
  var redoes = ""

  var isInstalled: Bool { find(program) != nil }

  func run(_ commands: [[String]], in root: String) throws {
    for command in commands { try bench.run(command[0], Array(command.dropFirst()), in: root) }
  }
}

enum Peers {
  /// A program of the Python environment that `scripts/setup --bench` makes.
  static func tool(_ name: String) -> String {
    let variables = ProcessInfo.processInfo.environment
    let home = variables["HOME"] ?? "/root"
    return (variables["BACKSTITCH_BENCH_VENV"] ?? "\(home)/.cache/backstitch/bench")
      + "/bin/\(name)"
  }

  private static let python = tool("python")

  static let git = Peer(
    name: "git", program: "git",
    commit: [["git", "add", "new"], ["git", "commit", "-qm", "files"]],
    setUp: [["git", "init", "-q"], ["git", "commit", "-q", "--allow-empty", "-m", "base"]],
    commits: "`git add && git commit`")

  /// Saves untracked files and takes them out of the tree; the same work as an undo.
  static let stash = Peer(
    name: "git stash", program: "git", commit: [], undo: [["git", "stash", "-q", "-u"]],
    redo: [["git", "stash", "pop", "-q"]],
    setUp: [["git", "init", "-q"], ["git", "commit", "-q", "--allow-empty", "-m", "base"]],
    commits: "", undoes: "`git stash -u`", redoes: "`git stash pop`")

  static let mercurial = Peer(
    name: "hg", program: "hg",
    commit: [["hg", "add", "-q", "new"], ["hg", "commit", "-m", "files"]],
    undo: [["hg", "update", "-q", "null"]], redo: [["hg", "update", "-q", "tip"]],
    setUp: [["hg", "init"]],
    commits: "`hg add && hg commit`", undoes: "`hg update null`", redoes: "`hg update tip`")

  static let fossil = Peer(
    name: "fossil", program: "fossil",
    commit: [
      ["fossil", "add", "--quiet", "new"],
      ["fossil", "commit", "-m", "files", "--no-warnings", "--no-prompt"],
    ],
    undo: [["fossil", "update", "root:trunk"]], redo: [["fossil", "undo"]],
    setUp: [
      ["fossil", "init", "--admin-user", "bench", "../$NAME.fossil"],
      ["fossil", "open", "--nested", "../$NAME.fossil"], ["fossil", "settings", "autosync", "off"],
    ],
    commits: "`fossil add && fossil commit`", undoes: "`fossil update` to before",
    redoes: "`fossil undo` of that")

  /// Moves files into place with a journal; its undo is for interrupted transactions alone, so only
  /// the commit does the same work.
  static let filetx = Peer(
    name: "filetx", program: python,
    commit: [[python, "-c", filetxScript]], setUp: [[python, "-c", "import filetx"]],
    commits: "`filetx` (PyPI) moving the files into place")

  private static let filetxScript = """
    import os
    from filetx import Transaction
    with Transaction(journal="tx.jsonl") as tx:
        tx.mkdir("placed")
        for folder in sorted(os.listdir("new")):
            tx.mkdir(f"placed/{folder}")
            for name in sorted(os.listdir(f"new/{folder}")):
                tx.move(f"new/{folder}/{name}", f"placed/{folder}/{name}")
    """

  /// Snapshots of the working tree; it saves what is there and writes no files of a change.
  static let gitundo = Peer(
    name: "gitundo", program: python, commit: [[python, "-m", "gitundo", "snap", "files"]],
    setUp: [
      [python, "-c", "import gitundo"], ["git", "init", "-q"],
      ["git", "commit", "-q", "--allow-empty", "-m", "base"],
    ], commits: "`gitundo snap` (PyPI) of the files, written before")
}
