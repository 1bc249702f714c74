import Backstitch
import Foundation

// Prints a table of ratios: ours against peers measured in the same run, in alternating pairs.
// Arguments: [--rounds N] [--quick]. BACKSTITCH names the program for whole-process figures.

var rounds = 5
var quick = false
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--rounds": rounds = arguments.popFirst().flatMap { Int($0) } ?? rounds
  case "--quick": quick = true
  case "--commit-once":
    // A child for the peak memory of one commit.
    let count = arguments.popFirst().flatMap { Int($0) } ?? 10_000
    try withDirectory { root in
      try makeRepository(root, tracked: 0)
      _ = try commitAndUndo(samples(count), in: root)
    }
    exit(0)
  default:
    FileHandle.standardError.write(Data("bench: unknown argument \(argument)\n".utf8))
    exit(64)
  }
}

func row(_ name: String, _ figures: String) {
  print("| \(name) | \(figures) |")
}

func milliseconds(_ value: Double) -> String { String(format: "%.1f ms", value * 1000) }

print("| measure | medians and ratios of \(rounds) rounds |")
print("|---|---|")

for count in quick ? [1000] : [1000, 10_000] {
  var (commits, undos, plains, gits): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
  let files = samples(count)
  for _ in 0..<rounds {
    try withDirectory { root in
      try makeRepository(root, tracked: 0)
      plains.append(try plainWriter(files, in: root))
      sync()
      let (commit, undo) = try commitAndUndo(files, in: root)
      commits.append(commit)
      undos.append(undo)
      sync()
      gits.append(try gitCommit(files, in: root))
    }
  }
  let plainRatio = median(zip(commits, plains).map { $0 / $1 })
  let gitRatio = median(zip(commits, gits).map { $0 / $1 })
  let undoRatio = median(zip(undos, commits).map { $0 / $1 })
  row(
    "commit \(count) new files of 2 KB",
    "\(milliseconds(median(commits))); \(String(format: "%.2f", plainRatio)) x plain writer "
      + "(\(milliseconds(median(plains)))); \(String(format: "%.2f", gitRatio)) x git add && commit "
      + "(\(milliseconds(median(gits))))")
  row(
    "undo of it",
    "\(milliseconds(median(undos))); \(String(format: "%.2f", undoRatio)) x the commit")
}

try withDirectory { small in
  try withDirectory { large in
    try makeRepository(small, tracked: 100)
    try makeRepository(large, tracked: quick ? 5000 : 50_000)
    var (inSmall, inLarge, gits): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0..<(rounds * 2) {
      let files = samples(20).map { ("round\(round)/" + $0.path, $0.bytes) }
      inSmall.append(try commitAndUndo(files, in: small).commit)
      inLarge.append(try commitAndUndo(files, in: large).commit)
      gits.append(try gitCommit(files, in: large))
    }
    let ratio = median(zip(inLarge, inSmall).map { $0 / $1 })
    let gitRatio = median(zip(gits, inLarge).map { $0 / $1 })
    row(
      "commit 20 files in a repository of \(quick ? "5,000" : "50,000") files",
      "\(milliseconds(median(inLarge))); \(String(format: "%.2f", ratio)) x one of 100 files; "
        + "git add && commit takes \(String(format: "%.1f", gitRatio)) x as long")
  }
}

if let program = ProcessInfo.processInfo.environment["BACKSTITCH"] {
  try withDirectory { root in
    try makeRepository(root, tracked: 100)
    let file = URL(fileURLWithPath: "\(root)/routers.py")
    try Data("def register(app):\n    pass\n".utf8).write(to: file)
    var (edits, versions): ([Double], [Double]) = ([], [])
    for round in 0..<(rounds * 4) {
      let set = """
        {"changes":[{"edit":"routers.py","add-import":{"module":"module\(round)","name":"x"}}]}
        """
      try Data(set.utf8).write(to: URL(fileURLWithPath: "\(root)/set.json"))
      edits.append(try seconds { try run(program, ["apply", "set.json"], in: root) })
      versions.append(try seconds { try run(program, ["--version"], in: root) })
    }
    row(
      "one structured edit, whole process, durable",
      "\(milliseconds(median(edits))) (starting any process from here included)")
    row("--version, whole process", milliseconds(median(versions)))
  }
}

let own = ProcessInfo.processInfo.arguments[0]
try run(own, ["--commit-once", quick ? "1000" : "10000"])
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
row(
  "peak memory of the largest child: commit and undo of 10,000 files, or git",
  "\(usage.ru_maxrss / 1024) MiB")
