import Foundation

// Prints the table of "Speed and memory": Backstitch beside peers measured in the same run, in
// alternating pairs, medians and ratios (docs/benchmarks.md).
// Arguments: [--rounds N] [--quick] [--only PART]. BACKSTITCH names the program for whole-process figures.

var rounds: Int?
var quick = false
var only: String?
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--rounds": rounds = arguments.popFirst().flatMap { Int($0) } ?? rounds
  case "--quick": quick = true
  case "--only": only = arguments.popFirst()
  case "--commit":
    // A child whose memory is measured.
    let count = arguments.popFirst().flatMap { Int($0) } ?? 0
    try commit(samples(count, below: "new"), in: FileManager.default.currentDirectoryPath)
    exit(0)
  default:
    FileHandle.standardError.write(Data("bench: unknown argument \(argument)\n".utf8))
    exit(64)
  }
}
guard let program = ProcessInfo.processInfo.environment["BACKSTITCH"], find(program) != nil else {
  FileHandle.standardError.write(Data("bench: BACKSTITCH must name the program\n".utf8))
  exit(64)
}

let scratch = try Scratch()
let few = [Peers.git, Peers.stash]
let all = few + [Peers.mercurial, Peers.fossil, Peers.filetx, Peers.gitundo]
let parts: [(name: String, run: () throws -> Void)] = [
  (
    "memory",
    Memory(
      scratch: scratch, program: program, count: quick ? 1000 : 10_000,
      large: (quick ? 128 : 1024) << 20
    ).run
  ),
  (
    "processes",
    WholeProcess(scratch: scratch, program: program, rounds: rounds ?? (quick ? 9 : 25)).run
  ),
  (
    "generation",
    Generation(scratch: scratch, program: program, rounds: rounds ?? (quick ? 5 : 15)).run
  ),
  (
    "project",
    NewProject(scratch: scratch, program: program, rounds: rounds ?? (quick ? 5 : 15)).run
  ),
  (
    "files",
    ManyFiles(scratch: scratch, count: 1000, rounds: rounds ?? (quick ? 3 : 7), peers: all).run
  ),
  (
    "many-files",
    {
      if quick && only == nil { return }
      try ManyFiles(scratch: scratch, count: 10_000, rounds: rounds ?? 3, peers: few).run()
    }
  ),
  (
    "repository",
    RepositorySize(
      scratch: scratch, tracked: quick ? 5000 : 50_000, rounds: rounds ?? (quick ? 7 : 15)
    ).run
  ),
  (
    "detection",
    DetectionSize(
      scratch: scratch, program: program, tracked: quick ? 5000 : 50_000,
      rounds: rounds ?? (quick ? 3 : 7)
    ).run
  ),
  (
    "log",
    LongLog(scratch: scratch, operations: quick ? 500 : 10_000, rounds: rounds ?? 9).run
  ),
]
if let only, !parts.contains(where: { $0.name == only }) {
  let known = parts.map(\.name).joined(separator: ", ")
  FileHandle.standardError.write(Data("bench: no part \(only); there are \(known)\n".utf8))
  try scratch.remove()
  exit(64)
}
Table.start()
do {
  for part in parts where only == nil || part.name == only { try part.run() }
} catch {
  FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
  try scratch.remove()
  exit(1)
}
try scratch.remove()
