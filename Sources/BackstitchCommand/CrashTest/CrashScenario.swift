/// What a crash test commits and undoes: a tree, a change set with changes of every kind, and the
/// tree those make, worked out here and not by what is tested.
struct CrashScenario {
  private(set) var before: CrashTree = [:]
  private(set) var after: CrashTree = [:]
  private var changes: [JSONValue] = []

  /// How many changes the set has.
  var count: Int { changes.count }

  /// The change set, as `apply` reads it.
  var document: JSONValue { ["description": "crash test", "changes": .array(changes)] }

  init() {
    for part in ["api", "api/models", "core"] { start(part, .directory) }
    for number in 0..<10 {
      start("api/models/m\(number).py", Self.file(Self.text("old", number)))
      start("core/c\(number).txt", Self.file("first \(number)\nsecond\nthird\n"))
    }
    start("core/run.sh", Self.file("#!/bin/sh\n"))
    start("core/kept.txt", Self.file("nobody touches this\n"))
    after = before
    for number in 0..<10 { write("api/models/m\(number).py", Self.text("new", number)) }
    for number in 0..<3 { replace(number) }
    for number in 3..<6 { delete("core/c\(number).txt") }
    for part in ["api/moved", "fresh", "fresh/deep", "fresh/deep/er"] { after[part] = .directory }
    for number in 6..<9 { move("core/c\(number).txt", to: "api/moved/c\(number).txt") }
    for number in 0..<10 { write("fresh/deep/f\(number).txt", Self.text("made", number)) }
    write("fresh/deep/er/end.txt", "end\n")
    changes.append(["symlink": "fresh/latest", "target": "deep/er/end.txt"])
    after["fresh/latest"] = .link(target: Array("deep/er/end.txt".utf8))
    changes.append(["chmod": "core/run.sh", "mode": "100755"])
    after["core/run.sh"] = .file(contents: Array("#!/bin/sh\n".utf8), isExecutable: true)
  }

  /// Has a directory in both trees.
  mutating func keep(_ directory: String) {
    before[directory] = .directory
    after[directory] = .directory
  }

  // MARK: One change each

  private mutating func start(_ path: String, _ entry: CrashEntry) { before[path] = entry }

  private mutating func write(_ path: String, _ text: String) {
    changes.append(["write": .string(path), "content": .string(text)])
    after[path] = Self.file(text)
  }

  private mutating func replace(_ number: Int) {
    let path = "core/c\(number).txt"
    changes.append(["replace": .string(path), "old": "second", "new": "2nd"])
    after[path] = Self.file("first \(number)\n2nd\nthird\n")
  }

  private mutating func delete(_ path: String) {
    changes.append(["delete": .string(path)])
    after[path] = nil
  }

  private mutating func move(_ path: String, to target: String) {
    changes.append(["move": .string(path), "to": .string(target)])
    after[target] = after.removeValue(forKey: path)
  }

  private static func file(_ text: String) -> CrashEntry {
    .file(contents: Array(text.utf8), isExecutable: false)
  }

  /// Some kilobytes, so that a half-written file would show.
  private static func text(_ word: String, _ number: Int) -> String {
    String(repeating: "\(word) = \(number)  # every line of the \(word) file\n", count: 200)
  }
}
