internal import CZlib
package import FileSystem
internal import Patch

/// Copies objects of several packs into one, deflated as they are, and then removes the packs.
///
/// The caller holds the lock. The merged pack is durable before a pack goes; until then, and after a
/// crash at any call, every object is in at least one of them, and readers that look for it by id
/// find it (``PackReader``). Memory is that of the indexes.
package struct PackMerge {
  private let files: any FileSystem

  package init(_ files: any FileSystem) { self.files = files }

  // MARK: Which

  /// The packs to merge so that each that stays is larger than all smaller ones together: so a byte
  /// is copied only as often as the store doubles. Empty when there are no more than the limit.
  package func due(limit: Int) throws(FileSystemError) -> [String] {
    let names = try PackCatalog.packs(in: files)
    guard names.count > limit else { return [] }
    var sized: [(name: String, size: UInt64)] = []
    for name in names {
      sized.append((name, try files.status(of: PackWriter.place(name, "pack"))?.size ?? 0))
    }
    sized.sort { ($0.size, $0.name) > ($1.size, $1.name) }
    var rest = sized.reduce(0) { $0 + $1.size }
    var stay = 0
    for pack in sized.dropLast(2) {
      rest -= pack.size
      if pack.size < rest { break }
      stay += 1
    }
    return sized[stay...].map(\.name)
  }

  // MARK: How

  /// Merges packs into a new one and removes them.
  ///
  /// - Parameters:
  ///   - names: the packs. One with damage in it is copied as far as it is whole, and stays.
  ///   - serial: with the random number what makes the new pack's name unique (``PackWriter``).
  package func merge(
    _ names: [String], serial: UInt64, random: UInt64
  ) throws(FileSystemError) {
    var writer = try PackWriter(files: files, serial: serial, random: random)
    var whole: [String] = []
    do throws(FileSystemError) {
      for name in names where try copy(name, to: &writer, where: { _ in true }) {
        whole.append(name)
      }
    } catch {
      writer.abandon()
      throw error
    }
    guard !whole.isEmpty else { return writer.abandon() }
    try writer.finish(flush: true)
    // The merged pack and its name are durable now (I2).
    for name in whole { PackWriter.remove(name, from: files) }
  }

  /// Writes a pack of just these objects, and removes every other pack and unfinished file.
  ///
  /// - Returns: false, with nothing changed, when one of the objects is in no pack or damaged.
  package func keepOnly(
    _ wanted: Set<ObjectID>, serial: UInt64, random: UInt64
  ) throws(FileSystemError) -> Bool {
    var writer = try PackWriter(files: files, serial: serial, random: random)
    do throws(FileSystemError) {
      for name in try PackCatalog.packs(in: files) {
        _ = try copy(name, to: &writer, where: wanted.contains)
      }
    } catch {
      writer.abandon()
      throw error
    }
    guard writer.count == wanted.count else {
      writer.abandon()
      return false
    }
    if wanted.isEmpty { writer.abandon() } else { try writer.finish(flush: true) }
    let kept = wanted.isEmpty ? nil : writer.name
    for name in try files.entries(of: .store(PackWriter.directory)).sorted(by: Self.indexFirst) {
      if let kept, name.starts(with: Array("\(kept).".utf8)) { continue }
      try files.remove(.store(PackWriter.directory.appending(name: name)))
    }
    return true
  }

  /// Without its index no reader looks for a pack.
  private static func indexFirst(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let ending = Array(".idx".utf8)
    let (isLeft, isRight) = (left.suffix(4).elementsEqual(ending), right.suffix(4) == ending[...])
    return isLeft != isRight ? isLeft : left.lexicographicallyPrecedes(right)
  }

  /// Copies the chosen objects of a pack that are whole.
  ///
  /// - Returns: whether all of the pack's objects are.
  private func copy(
    _ name: String, to writer: inout PackWriter, where isWanted: (ObjectID) -> Bool
  ) throws(FileSystemError) -> Bool {
    guard let entries = try PackEntries(name, in: files) else { return false }
    let source: OpenFile
    do throws(FileSystemError) {
      source = try files.open(PackWriter.place(name, "pack"))
    } catch {
      if error.isMissing { return false }
      throw error
    }
    defer { files.close(source) }
    var isWhole = true
    for entry in entries.sorted where isWanted(entry.id) && !writer.has(entry.id) {
      if try !writer.add(entry, of: source) { isWhole = false }
    }
    return isWhole
  }
}

/// What an index says about its pack, in the pack's order.
package struct PackEntries {
  package struct Entry: Sendable {
    package let id: ObjectID
    /// Where its header and deflated bytes are in the pack.
    package let range: Range<UInt64>
    let checksum: UInt32
  }

  package private(set) var sorted: [Entry] = []

  /// Nil when the index is missing or damaged, or does not fit the pack.
  package init?(_ name: String, in files: any FileSystem) throws(FileSystemError) {
    guard let index = try PackIndexFile(opening: name, in: files), try index.isWhole(),
      let size = try files.status(of: PackWriter.place(name, "pack"))?.size, size >= 32
    else { return nil }
    var found: [(id: ObjectID, offset: UInt64, checksum: UInt32)] = []
    found.reserveCapacity(index.count)
    for position in 0..<index.count {
      found.append(
        (
          try index.id(position), try index.offset(position), try index.checksum(position)
        ))
    }
    found.sort { $0.offset < $1.offset }
    for (position, entry) in found.enumerated() {
      let end = position + 1 < found.count ? found[position + 1].offset : size - 20
      guard entry.offset >= 12, entry.offset < end else { return nil }
      sorted.append(Entry(id: entry.id, range: entry.offset..<end, checksum: entry.checksum))
    }
  }
}

extension PackWriter {
  /// Adds an object as it is deflated in another pack.
  ///
  /// - Returns: false, with nothing added, when its bytes there are not what the index says.
  mutating func add(
    _ entry: PackEntries.Entry, of source: OpenFile
  ) throws(FileSystemError) -> Bool {
    // Read twice, so that damaged bytes are not among those already written.
    guard try Self.checksum(of: entry.range, source, in: files) == entry.checksum else {
      return false
    }
    let start = position
    var chunk = [UInt8](repeating: 0, count: Self.chunk(of: entry.range))
    var offset = entry.range.lowerBound
    while offset < entry.range.upperBound {
      let count = try Self.read(source, at: offset, entry.range, into: &chunk, in: files)
      try append(chunk[..<count])
      offset += UInt64(count)
    }
    note(entry.id, at: start, checksum: entry.checksum)
    return true
  }

  private static func chunk(of range: Range<UInt64>) -> Int { min(range.count, 64 * 1024) }

  /// Reads at most to the range's end.
  private static func read(
    _ source: OpenFile, at offset: UInt64, _ range: Range<UInt64>, into chunk: inout [UInt8],
    in files: any FileSystem
  ) throws(FileSystemError) -> Int {
    let count = try files.read(source, at: offset, into: &chunk)
    guard count > 0 else { throw FileSystemError("read", .store(directory), code: 5) }
    return min(count, Int(range.upperBound - offset))
  }

  private static func checksum(
    of range: Range<UInt64>, _ source: OpenFile, in files: any FileSystem
  ) throws(FileSystemError) -> UInt32 {
    var chunk = [UInt8](repeating: 0, count: chunk(of: range))
    var sum: UInt = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = try read(source, at: offset, range, into: &chunk, in: files)
      sum = crc32(sum, chunk, UInt32(count))
      offset += UInt64(count)
    }
    return UInt32(sum)
  }
}
