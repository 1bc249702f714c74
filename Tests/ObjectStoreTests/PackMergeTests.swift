import FileSystem
import Foundation
import ObjectStore
import Patch
import TestSupport
import Testing

/// Merging packs keeps every object readable, at its old place and by its id.
@Suite struct PackMergeTests {
  private let directory: TemporaryDirectory
  private let files: POSIXFileSystem
  private var packs: String { "\(directory.path)/s/objects/pack" }

  init() throws {
    directory = try TemporaryDirectory()
    let path = Array(directory.path.utf8)
    let outer = try POSIXFileSystem(workspace: path, store: path, umask: 0o022)
    try StoreLayout.create(in: "s", adding: [], directories: [], files: outer)
    files = try POSIXFileSystem(workspace: path, store: path + "/s".utf8, umask: 0o022)
  }

  private struct Stored {
    var bytes: [UInt8]
    var pack: String
    var entry: PackWriter.Entry
  }

  private func content(_ index: Int) -> [UInt8] {
    Array("content \(index) ".utf8) + [UInt8](repeating: UInt8(index % 256), count: index * 31)
  }

  /// One pack for each size, of that many blobs; some blobs are in several packs.
  private func written(_ sizes: [Int]) throws -> [Stored] {
    var stored: [Stored] = []
    for (serial, size) in sizes.enumerated() {
      var writer = try PackWriter(files: files, serial: UInt64(serial), random: 1)
      for index in 0..<size {
        let bytes = content(index == 0 ? 0 : serial * 100 + index)
        stored.append(
          Stored(bytes: bytes, pack: writer.name, entry: try writer.add(.blob, bytes)))
      }
      try writer.finish(flush: true)
    }
    return stored
  }

  private func isReadable(_ stored: Stored, _ reader: PackReader) -> Bool {
    let read = try? reader.blob(
      stored.entry.id.hexadecimal, pack: stored.pack, offset: stored.entry.offset)
    return read == stored.bytes
  }

  private func verify() throws {
    for name in try PackCatalog.packs(in: files) {
      let result = try RunningProgram("/usr/bin/git", ["verify-pack", "\(packs)/\(name).idx"])
        .finish()
      #expect(result.status == 0, "\(result.error)")
    }
  }

  @Test func `packs beyond the limit become one, and old places still lead to their objects`()
    throws
  {
    let stored = try written([3, 3, 3, 3, 3])
    let merge = PackMerge(files)
    #expect(try merge.due(limit: 5).isEmpty)
    let reader = PackReader(files)
    #expect(stored.allSatisfy { isReadable($0, reader) })
    let due = try merge.due(limit: 4)
    #expect(due.count == 5)
    try merge.merge(due, serial: 9, random: 9)
    #expect(try PackCatalog.packs(in: files).count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: packs).count == 3)
    try verify()
    #expect(stored.allSatisfy { isReadable($0, reader) })
    #expect(stored.allSatisfy { isReadable($0, PackReader(files)) })
    #expect(throws: ObjectStoreError.self) {
      try reader.blob(ObjectID.blob([1]).hexadecimal, pack: stored[0].pack, offset: 12)
    }
  }

  @Test func `a pack larger than all smaller ones together stays`() throws {
    let stored = try written([80, 2, 2, 2, 2])
    let due = try PackMerge(files).due(limit: 4)
    #expect(due.count == 4)
    #expect(!due.contains(stored[0].pack))
  }

  @Test func `a damaged pack stays and what is whole of it is copied`() throws {
    let stored = try written([3, 3])
    let path = "\(packs)/\(stored[0].pack).pack"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[Int(stored[1].entry.offset) + 6] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let names = try PackCatalog.packs(in: files)
    try PackMerge(files).merge(names, serial: 9, random: 9)
    #expect(try PackCatalog.packs(in: files).count == 2)
    let reader = PackReader(files)
    #expect(stored.map { isReadable($0, reader) } == [true, false, true, true, true, true])
  }

  @Test func `only wanted objects are kept, and none is lost for a wanted one that is missing`()
    throws
  {
    let stored = try written([4, 4])
    let wanted = Set([stored[1], stored[6]].map(\.entry.id))
    let merge = PackMerge(files)
    #expect(try !merge.keepOnly(wanted.union([.blob([7])]), serial: 8, random: 8))
    #expect(stored.allSatisfy { isReadable($0, PackReader(files)) })
    // What a crash left is removed with the rest.
    try Data([1, 2]).write(to: URL(fileURLWithPath: "\(packs)/pack-unfinished.pack"))
    #expect(try merge.keepOnly(wanted, serial: 9, random: 9))
    let reader = PackReader(files)
    #expect(stored.indices.filter { isReadable(stored[$0], reader) } == [1, 6])
    #expect(try FileManager.default.contentsOfDirectory(atPath: packs).count == 3)
    try verify()
    #expect(try merge.keepOnly([], serial: 10, random: 10))
    #expect(try FileManager.default.contentsOfDirectory(atPath: packs).isEmpty)
  }

  @Test func `an unfinished pack that has an object, too, is passed over`() throws {
    let stored = try written([2, 1])
    // The first blob is in both; one of them becomes garbage, as after a power cut.
    for name in [stored[0].pack, stored[2].pack] {
      let path = URL(fileURLWithPath: "\(packs)/\(name).pack")
      let bytes = try Data(contentsOf: path)
      try Data(repeating: 0, count: bytes.count).write(to: path)
      #expect(try PackReader(files).object(stored[0].entry.id).bytes == stored[0].bytes)
      try bytes.write(to: path)
    }
  }
}
