internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// Where the content of each blob id can be had: memory, the store, or a path on disk.
struct ContentPool: Sendable {
  private var memory: [String: [UInt8]] = [:]
  private var stored: [String: StoredContent] = [:]
  private var disk: [String: RelativePath] = [:]
  /// Indexes of packs, opened once for all contents read.
  let catalog = PackCatalog()

  enum Source {
    case memory([UInt8])
    case stored(StoredContent)
    case disk(RelativePath)
  }

  /// Remembers bytes and gives their blob id.
  mutating func add(_ bytes: [UInt8]) -> String {
    let id = ObjectID.blob(bytes).hexadecimal
    memory[id] = bytes
    return id
  }

  mutating func note(_ image: Image?) {
    if case .file(let file) = image, let place = file.stored { stored[file.id] = place }
  }

  mutating func note(_ id: String, at path: RelativePath) { disk[id] = path }

  /// Where the content is; what is stored already is preferred.
  func source(of id: String) -> Source? {
    stored[id].map(Source.stored) ?? memory[id].map(Source.memory) ?? disk[id].map(Source.disk)
  }

  /// The whole content.
  func bytes(of id: String, in files: any FileSystem) throws(BackstitchError) -> [UInt8] {
    if let bytes = memory[id] { return bytes }
    switch source(of: id) {
    case .memory(let bytes): return bytes
    case .stored(let place):
      do throws(ObjectStoreError) {
        return try PackReader(files, catalog: catalog).blob(
          id, pack: place.pack, offset: place.offset)
      } catch {
        throw BackstitchError(error)
      }
    case .disk(let path):
      do throws(FileSystemError) {
        return try files.contents(of: .workspace(path))
      } catch {
        throw BackstitchError(error)
      }
    case nil: throw .damaged("the store has lost the content \(id)")
    }
  }

  mutating func merge(_ other: ContentPool) {
    memory.merge(other.memory) { mine, _ in mine }
    stored.merge(other.stored) { mine, _ in mine }
    disk.merge(other.disk) { mine, _ in mine }
  }
}
