import Foundation
import TestSupport
import Testing

/// `gc`, `doctor` and a long `log`, end to end.
@Suite struct StoreCommandTests: ProgramSuite {
  private let directory: TemporaryDirectory
  var root: String { directory.path }

  init() throws {
    directory = try TemporaryDirectory()
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", "-b", "main", directory.path]).finish()
  }

  private func apply(_ count: Int) throws {
    for index in 1...count {
      _ = try run(
        "apply", "-", input: #"{"changes":[{"write":"f","content":"version \#(index)"}]}"#)
    }
  }

  @Test func `a budget in the configuration is kept`() throws {
    try apply(1)
    try directory.write(".backstitch/config.yaml", "store:\n  budget: 5KB\n")
    let refused = try run(
      "apply", "-", input: #"{"changes":[{"write":"f","content":"more"}]}"#, status: 1)
    #expect(refused.error.contains("beyond its budget of 5000"))
    #expect(directory.read("f") == "version 1")
    #expect(try run("log").output.split(separator: "\n").count == 1)
    // A fault in it is said, and in nobody's way.
    for (text, reason) in [
      ("store:\n  budget: lots\n", "'store.budget: lots', which is ignored"),
      ("store:\n  bugdet: 1GiB\n", "unknown key 'store.bugdet'"),
    ] {
      try directory.write(".backstitch/config.yaml", text)
      #expect(try run("undo").error.contains(reason))
      _ = try run("redo")
    }
    try directory.write(".backstitch/config.yaml", "store:\n  budget: 2GiB\n")
    try apply(1)
  }

  @Test func `gc drops old operations, and undo, show and log say so`() throws {
    #expect(try run("gc").output.contains("no store yet"))
    try apply(3)
    #expect(try run("gc").output.contains("No operation is beyond the bounds; 3 operations kept."))
    let dry = try json(try run("gc", "--max-size", "0", "--dry-run", "--json"))
    #expect((dry["dropped"] as? [String: Int]) == ["first": 1, "last": 2])
    #expect(try run("log").output.split(separator: "\n").count == 3)
    #expect(try run("gc", "--max-size", "0").output.contains("Operations 1 to 2 dropped"))
    let log = try run("log").output
    #expect(log.hasSuffix("Operations 1 to 2 were dropped by 'backstitch gc'.\n"))
    for command in ["undo", "show", "diff"] {
      let refused = try run(command, "1", status: 1)
      #expect(refused.error.contains("operation 1 was dropped by 'gc'"))
    }
    #expect(try json(try run("log", "--json"))["firstOperation"] as? Int == 3)
    _ = try run("undo")
    #expect(directory.read("f") == "version 2")
    #expect(try run("gc", "--keep", "soon", status: 64).error.contains("soon"))
  }

  @Test func `doctor is 0 on a whole store, 5 on a damaged one, and says which`() throws {
    let before = try json(try run("doctor", "--json"))
    #expect(before["store"] is NSNull && before["damaged"] as? Bool == false)
    try apply(2)
    #expect(try run("doctor").output.hasSuffix("The store is whole.\n"))
    let whole = try json(try run("doctor", "--json"))
    #expect(whole["operations"] as? Int == 2 && (whole["findings"] as? [Any])?.isEmpty == true)
    let durability = try #require(whole["durability"] as? [String: Any])
    #expect((durability["statements"] as? [String])?.isEmpty == false)
    let packs = root + "/.git/backstitch/objects/pack"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
    let pack = URL(fileURLWithPath: "\(packs)/\(name)")
    var bytes = try Data(contentsOf: pack)
    bytes[16] ^= 1
    try bytes.write(to: pack)
    #expect(try run("doctor", status: 5).output.contains("damage: packs: \(name.dropLast(5))"))
    let damaged = try json(try run("doctor", "--json", status: 5))
    #expect(damaged["damaged"] as? Bool == true)
    #expect(try Data(contentsOf: pack) == bytes)
  }

  @Test func `a damaged pack is status 5 wherever it is read, and is named with the store`() throws
  {
    let shop = try Shop()
    try shop.run("generate", "entity", "product", "name:str:64:required")
    let packs = shop.root + "/.git/backstitch/objects/pack"
    for name in try FileManager.default.contentsOfDirectory(atPath: packs)
    where name.hasSuffix(".pack") {
      let pack = URL(fileURLWithPath: "\(packs)/\(name)")
      var bytes = try Data(contentsOf: pack)
      for index in 12..<(bytes.count - 20) { bytes[index] ^= 0x55 }
      try bytes.write(to: pack)
    }
    let refused = try backstitch(["undo"], in: shop.root)
    #expect(refused.status == 5, "\(refused.error)")
    #expect(refused.error.contains("'objects/pack/pack-"))
    #expect(refused.error.contains("\n  The store is /"))
    #expect(refused.error.contains("/.git/backstitch\n"))
  }

  @Test func `a disk that takes no byte does not keep from the lock`() throws {
    try apply(1)
    let recovered = try RunningProgram(
      "/bin/bash",
      [
        "-c", "trap '' XFSZ; (ulimit -f 0; exec \"$@\") | cat; exit ${PIPESTATUS[0]}", "-",
        backstitchPath, "recover",
      ], in: root
    ).finish()
    #expect(recovered.status == 0, "\(recovered.error)")
  }

  @Test func `a store is its owner's alone, whatever the umask`() throws {
    try apply(1)
    _ = try run("gc")
    let walk = try RunningProgram(
      "/usr/bin/find", [root + "/.git/backstitch", "-perm", "/077", "-not", "-type", "l"]
    ).finish()
    #expect(walk.status == 0 && walk.output.isEmpty, "\(walk.output)")
  }

  @Test func `a log longer than the journal is whole, newest first`() throws {
    try apply(60)
    let lines = try run("log").output.split(separator: "\n")
    #expect(lines.count == 60 && lines[0].hasPrefix("60  ") && lines[59].hasPrefix("1  "))
    #expect(try run("log", "-n", "2").output.split(separator: "\n").count == 2)
    _ = try run("undo", "60")
    #expect(directory.read("f") == "version 59")
    #expect(try run("doctor").output.contains("61 operations"))
  }
}
