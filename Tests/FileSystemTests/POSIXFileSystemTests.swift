import FileSystem
import Foundation
import Patch
import Synchronization
import TestSupport
import Testing

@Suite struct POSIXFileSystemTests {
  private let root = FileManager.default.temporaryDirectory
    .appendingPathComponent("files-\(UUID().uuidString)").path
  private let files: POSIXFileSystem

  init() throws {
    for name in ["tree", "store", "outside"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    }
    files = try POSIXFileSystem(
      workspace: Array("\(root)/tree".utf8), store: Array("\(root)/store".utf8), umask: 0o022)
  }

  @Test func `the real disk passes the conformance suite`() throws {
    try FileSystemConformance(files: files).run()
    try Process.run(URL(fileURLWithPath: "/bin/rm"), arguments: ["-rf", root]).waitUntilExit()
  }

  @Test func `a directory of the store that was removed and made again is the new one`() throws {
    for content in ["first", "second"] {
      try files.makeDirectory(.store("d"), mode: 0o700, exact: false)
      try files.create(.store("d/f"), mode: 0o600, contents: Array(content.utf8), flush: false)
      #expect(
        try String(contentsOfFile: "\(root)/store/d/f", encoding: .utf8) == content)
      try files.remove(.store("d/f"))
      try files.removeDirectory(.store("d"))
      #expect(try files.status(of: .store("d/f")) == nil)
    }
  }

  @Test func `a FIFO is refused at once instead of waiting for its other end`() throws {
    #expect(mkfifo("\(root)/tree/fifo", 0o644) == 0)
    #expect(throws: FileSystemError.self) { try files.open(.workspace("fifo")) }
    #expect(try files.status(of: .workspace("fifo"))?.kind == .other)
  }

  @Test func `directories swapped for links while writing never lead outside`() throws {
    try FileManager.default.createDirectory(
      atPath: "\(root)/tree/d", withIntermediateDirectories: true)
    let root = root
    let stop = Atomic(false)
    let stopped = DispatchSemaphore(value: 0)
    // A thread of its own: the tests' pool may have none left for a task.
    Thread.detachNewThread {
      while !stop.load(ordering: .relaxed) {
        rename("\(root)/tree/d", "\(root)/tree/aside")
        symlink("\(root)/outside", "\(root)/tree/d")
        unlink("\(root)/tree/d")
        rename("\(root)/tree/aside", "\(root)/tree/d")
      }
      stopped.signal()
    }
    var refused = 0
    for index in 0..<500_000 where refused < 20 {
      let place = Place.workspace(try RelativePath("d/f\(index)"))
      do {
        try files.create(place, mode: 0o644, contents: [0x31], flush: false)
      } catch {
        refused += 1
      }
    }
    stop.store(true, ordering: .relaxed)
    stopped.wait()
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/outside").isEmpty)
    #expect(refused > 0)
  }

  @Test func `extended attributes and a default access list are read and set`() throws {
    try files.create(.workspace("x"), mode: 0o644, contents: [], flush: false)
    let open = try files.openForUpdate(.workspace("x"))
    defer { files.close(open) }
    let attribute = ExtendedAttribute(name: "user.note", value: [1, 0, 2])
    try files.setMetadata(FileMetadata(mode: 0o600, attributes: [attribute]), of: open)
    #expect(try files.attributes(of: open) == [attribute])
    #expect(try files.defaultAccessList(of: .workspace(nil)) == nil)
  }
}
