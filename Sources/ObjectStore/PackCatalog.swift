package import FileSystem
internal import Patch
internal import Synchronization

/// Finds objects by id through the indexes of the store's packs.
///
/// Indexes are opened once and searched on disk, so that memory does not grow with them. Packs come
/// and go (merging, `gc`): a miss lists them again.
package final class PackCatalog: Sendable {
  private let known = Mutex<[String: PackIndexFile?]>([:])

  package init() {}

  /// Every place an object is at, newest listing; the caller tries them in turn, since a pack that a
  /// crash left unfinished may be among them.
  package func places(
    of id: ObjectID, in files: any FileSystem
  ) throws(FileSystemError) -> [(pack: String, offset: UInt64)] {
    let found = try search(id, in: files)
    if !found.isEmpty { return found }
    try refresh(from: files)
    return try search(id, in: files)
  }

  /// Forgets what is known and lists the packs again.
  func refresh(from files: any FileSystem) throws(FileSystemError) {
    let names = Set(try Self.packs(in: files))
    var indexes: [String: PackIndexFile?] = known.withLock { known in
      known.filter { names.contains($0.key) }
    }
    for name in names where indexes[name] == nil {
      // An index that is not one of ours says nothing: what it was for is found elsewhere or lost.
      indexes[name] = .some(try PackIndexFile(opening: name, in: files))
    }
    known.withLock { $0 = indexes }
  }

  private func search(
    _ id: ObjectID, in files: any FileSystem
  ) throws(FileSystemError) -> [(pack: String, offset: UInt64)] {
    var found: [(pack: String, offset: UInt64)] = []
    for (name, index) in known.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      if let offset = try index?.offset(of: id) { found.append((name, offset)) }
    }
    return found
  }

  /// Names of the packs that have an index, sorted.
  package static func packs(in files: any FileSystem) throws(FileSystemError) -> [String] {
    try files.entries(of: .store(PackWriter.directory))
      .map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.hasPrefix("pack-") && $0.hasSuffix(".idx") }
      .map { String($0.dropLast(4)) }.sorted()
  }
}

/// A pack's index, read on disk: fan-out in memory, the rest by binary search.
final class PackIndexFile: Sendable {
  let name: String
  let count: Int
  private let files: any FileSystem
  private let file: OpenFile
  private let fanOut: [UInt32]
  private static let header: UInt64 = 8 + 1024

  /// Nil when the file is no index of version 2, or gone.
  init?(opening name: String, in files: any FileSystem) throws(FileSystemError) {
    let file: OpenFile
    do throws(FileSystemError) {
      file = try files.open(PackWriter.place(name, "idx"))
    } catch {
      if error.isMissing { return nil }
      throw error
    }
    var head = [UInt8](repeating: 0, count: Int(Self.header))
    let fanOut: [UInt32]?
    do throws(FileSystemError) {
      let count = try files.read(file, at: 0, into: &head)
      let size = try files.status(of: file).size
      fanOut = count == head.count ? Self.fanOut(head, size: size) : nil
    } catch {
      files.close(file)
      throw error
    }
    guard let fanOut else {
      files.close(file)
      return nil
    }
    self.name = name
    self.files = files
    self.file = file
    self.fanOut = fanOut
    count = Int(fanOut[255])
  }

  deinit { files.close(file) }

  /// Nil unless the layout holds: magic, ascending counts, a size that fits them.
  private static func fanOut(_ head: [UInt8], size: UInt64) -> [UInt32]? {
    guard head.starts(with: PackIndex.magic) else { return nil }
    var counts: [UInt32] = []
    for start in stride(from: 8, to: head.count, by: 4) {
      let count = number(head[start..<(start + 4)])
      if let last = counts.last, last > count { return nil }
      counts.append(count)
    }
    let fixed = header + UInt64(counts[255]) * 28 + 40
    return size >= fixed && (size - fixed) % 8 == 0 ? counts : nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  // MARK: Tables

  private func bytes(at offset: UInt64, count: Int) throws(FileSystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try files.read(file, at: offset, into: &bytes)
    guard read == count else {
      throw FileSystemError("read", PackWriter.place(name, "idx"), code: 5)
    }
    return bytes
  }

  func id(_ position: Int) throws(FileSystemError) -> ObjectID {
    ObjectID(digest: try bytes(at: Self.header + UInt64(position) * 20, count: 20))
  }

  func offset(_ position: Int) throws(FileSystemError) -> UInt64 {
    let table = Self.header + UInt64(count) * 24
    let small = Self.number(try bytes(at: table + UInt64(position) * 4, count: 4)[...])
    guard small & 0x8000_0000 != 0 else { return UInt64(small) }
    let large = table + UInt64(count) * 4 + UInt64(small & 0x7FFF_FFFF) * 8
    let wide = try bytes(at: large, count: 8)
    return UInt64(Self.number(wide[..<4])) << 32 | UInt64(Self.number(wide[4...]))
  }

  func checksum(_ position: Int) throws(FileSystemError) -> UInt32 {
    Self.number(
      try bytes(at: Self.header + UInt64(count) * 20 + UInt64(position) * 4, count: 4)[...])
  }

  func offset(of id: ObjectID) throws(FileSystemError) -> UInt64? {
    let first = Int(id.bytes[0])
    var low = first == 0 ? 0 : Int(fanOut[first - 1])
    var high = Int(fanOut[first])
    while low < high {
      let middle = (low + high) / 2
      let found = try self.id(middle)
      if found == id { return try offset(middle) }
      if found < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Whether the trailing digest is that of the bytes before it.
  func isWhole() throws(FileSystemError) -> Bool {
    try TrailingDigest.isRight(file, in: files)
  }
}
