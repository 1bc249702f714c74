import FileSystem
import Foundation
import ObjectStore
import Patch
import Testing

@Suite struct PackTests {
  private let root = FileManager.default.temporaryDirectory
    .appendingPathComponent("packs-\(UUID().uuidString)").path
  private let files: POSIXFileSystem

  init() throws {
    for name in ["tree", "store"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    }
    let outer = try POSIXFileSystem(
      workspace: Array("\(root)/tree".utf8), store: Array("\(root)/store".utf8), umask: 0o022)
    try StoreLayout.create(in: "s", adding: [], directories: [], files: outer)
    files = try POSIXFileSystem(
      workspace: Array("\(root)/tree".utf8), store: Array("\(root)/store/s".utf8), umask: 0o022)
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = ["--git-dir", "\(root)/store/s"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: text, as: UTF8.self))")
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `git verifies packs and reads their blobs, trees and commits`() throws {
    var writer = try PackWriter(files: files, serial: 1, random: 7)
    let blobs = try (0..<200).map { index in
      try writer.add(.blob, [UInt8](repeating: UInt8(index), count: index * 97))
    }
    let again = try writer.add(.blob, [UInt8](repeating: 3, count: 3 * 97))
    #expect(again == blobs[3])
    let entries =
      blobs.enumerated().map { index, blob in
        TreeEntry(
          path: RelativePath(unchecked: Array("d\(index % 7)/sub.x/f\(index)".utf8)),
          mode: "100644",
          id: blob.id)
      } + [TreeEntry(path: "d1.txt", mode: "100755", id: blobs[0].id)]
    let tree = try writer.addTree(entries)
    let commit = try writer.addCommit(
      tree: tree, parents: [], author: "A\nB <a@example.com>", time: 12, message: "message")
    try writer.finish(flush: true)
    try OperationReferences(files).write(1, to: commit.hexadecimal, random: 1)
    try git("verify-pack", "\(root)/store/s/objects/pack/\(writer.name).idx")
    try git("fsck", "--strict", "--full")
    #expect(try git("log", "--all", "--format=%an %ae %ct %s") == "A B a@example.com 12 message\n")
    #expect(
      try git("ls-tree", "-r", "--name-only", commit.hexadecimal).split(separator: "\n").count
        == entries.count)
    for (index, blob) in blobs.enumerated() {
      let bytes = try PackReader(files).blob(
        blob.id.hexadecimal, pack: writer.name, offset: blob.offset)
      #expect(bytes == [UInt8](repeating: UInt8(index), count: index * 97))
    }
  }

  @Test func `a large file streams into a pack and out of it`() throws {
    let line = Array("some text that deflates, and its number 0123456789\n".utf8)
    var bytes: [UInt8] = []
    for index in 0..<100_000 { bytes += line + [UInt8(index % 251)] }
    try files.create(.workspace("large"), mode: 0o644, contents: bytes, flush: false)
    var writer = try PackWriter(files: files, serial: 2, random: 7)
    let entry = try writer.add(blobOf: .workspace("large"), expecting: .blob(bytes))
    try writer.finish(flush: false)
    let read = try PackReader(files).blob(
      entry.id.hexadecimal, pack: writer.name, offset: entry.offset)
    #expect(read == bytes)
    try git("verify-pack", "\(root)/store/s/objects/pack/\(writer.name).idx")
  }

  @Test func `a file that is not what was expected is refused`() throws {
    try files.create(.workspace("f"), mode: 0o644, contents: [1, 2], flush: false)
    var writer = try PackWriter(files: files, serial: 3, random: 7)
    #expect(throws: ObjectStoreError.self) {
      try writer.add(blobOf: .workspace("f"), expecting: .blob([1, 3]))
    }
    writer.abandon()
  }

  @Test func `every damaged byte of a blob is noticed`() throws {
    var writer = try PackWriter(files: files, serial: 4, random: 7)
    let content = Array("the quick brown fox jumps over the lazy dog".utf8)
    let entry = try writer.add(.blob, content)
    try writer.finish(flush: false)
    let path = "\(root)/store/s/objects/pack/\(writer.name).pack"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for index in Int(entry.offset)..<(whole.count - 20) {
      var damaged = whole
      damaged[index] ^= 0x10
      try damaged.write(to: URL(fileURLWithPath: path))
      let read = try? PackReader(files).blob(
        entry.id.hexadecimal, pack: writer.name, offset: entry.offset)
      #expect(read == nil || read == content)
    }
  }
}
