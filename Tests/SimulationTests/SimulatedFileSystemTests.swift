import FileSystem
import Patch
import Simulation
import TestSupport
import Testing

@Suite struct SimulatedFileSystemTests {
  private let disk: SimulatedDisk
  private let files: SimulatedFileSystem

  init() throws {
    disk = SimulatedDisk()
    disk.makeDirectory("/tree")
    disk.makeDirectory("/store")
    files = try SimulatedFileSystem(
      disk, workspace: Array("/tree".utf8), store: Array("/store".utf8), umask: 0o022)
  }

  /// The trees that some power cut leaves of the disk as it is now.
  private func trees() -> Set<[[UInt8]: String]> {
    var random = SeededRandom(seed: 1)
    let state = disk.state
    let outcomes = state.outcomes(limit: 4096, random: &random)
    return Set(outcomes.map { state.afterPowerCut($0).tree(below: Array("/tree".utf8)) })
  }

  private func key(_ name: String) -> [UInt8] { Array(name.utf8) }

  @Test func `the simulated disk passes the conformance suite`() throws {
    try FileSystemConformance(files: files).run()
  }

  @Test func `what was not flushed may be lost, torn or garbage; what was, stays`() throws {
    try files.create(.workspace("a"), mode: 0o644, contents: Array("new text".utf8), flush: false)
    let unflushed = trees()
    #expect(unflushed.contains([:]))
    #expect(unflushed.contains { $0[key("a")] == "file 644 new text" })
    #expect(unflushed.contains { $0[key("a")] == "file 644 " })
    #expect(unflushed.count > 3)
    let open = try files.openForUpdate(.workspace("a"))
    try files.flush(open)
    files.close(open)
    #expect(trees() == [[:], [key("a"): "file 644 new text"]])
    try files.flushDirectory(.workspace(nil))
    #expect(trees() == [[key("a"): "file 644 new text"]])
  }

  @Test func `a rename across directories survives whole, or not, or beside its old name`() throws {
    try files.makeDirectory(.workspace("d"), mode: 0o755, exact: false)
    try files.create(.workspace("a"), mode: 0o644, contents: [0x31], flush: true)
    try files.flushAll(on: .workspace(nil))
    try files.rename(.workspace("a"), to: .workspace("d/b"), mode: .noReplace)
    let before = [key("d"): "directory 755", key("a"): "file 644 1"]
    let after = [key("d"): "directory 755", key("d/b"): "file 644 1"]
    #expect(trees() == [before, after])
    // One of the two directories is not enough; the old name may stay beside the new one.
    try files.flushDirectory(.workspace("d"))
    #expect(trees() == [before, after, before.merging(after) { first, _ in first }])
    try files.flushDirectory(.workspace(nil))
    #expect(trees() == [after])
  }

  @Test func `names used again before their removal is durable are told`() throws {
    try files.create(.workspace("a"), mode: 0o644, contents: [0x31], flush: true)
    try files.flushDirectory(.workspace(nil))
    try files.remove(.workspace("a"))
    try files.create(.workspace("a"), mode: 0o644, contents: [0x32], flush: true)
    #expect(disk.state.reuses == ["a"])
    // The new file's entry may be lost, and the old one's removal, too.
    #expect(trees().contains([key("a"): "file 644 1"]))
  }

  @Test func `a durable removal makes a name free`() throws {
    try files.create(.workspace("a"), mode: 0o644, contents: [0x31], flush: true)
    try files.flushDirectory(.workspace(nil))
    try files.remove(.workspace("a"))
    try files.flushDirectory(.workspace(nil))
    try files.create(.workspace("a"), mode: 0o644, contents: [0x32], flush: true)
    #expect(disk.state.reuses.isEmpty)
  }

  @Test func `nothing is renamed across mounts, and a flush is of one`() throws {
    disk.makeDirectory("/tree/other", mount: 7)
    try files.create(.workspace("other/x"), mode: 0o644, contents: [0x31], flush: true)
    #expect(throws: FileSystemError.self) {
      try files.rename(.workspace("other/x"), to: .workspace("x"), mode: .noReplace)
    }
    try files.flushAll(on: .workspace(nil))
    #expect(trees().contains([key("other"): "directory 755"]))
  }
}
