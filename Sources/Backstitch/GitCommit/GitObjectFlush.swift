internal import FileSystem
internal import Git
internal import Journal
internal import Patch

/// Makes objects durable before anything names them (I2): git itself flushes their bytes at best, and
/// never their names.
struct GitObjectFlush {
  private let directories: GitDirectories
  private let repository: GitRepository

  init(_ directories: GitDirectories, _ repository: GitRepository) {
    self.directories = directories
    self.repository = repository
  }

  /// - Parameters:
  ///   - commit: with all it has that the old one lacks.
  ///   - entries: of the index, whose objects no commit may have.
  func flush(
    _ commit: String, _ entries: [GitRecord.Entry], without old: String?
  ) throws(GitRefusal) {
    var ids = Set(entries.compactMap(\.after?.id))
    do throws(GitError) {
      if commit != old { ids.formUnion(try repository.objects(of: commit, without: old)) }
    } catch {
      throw GitRefusal(error)
    }
    do throws(FileSystemError) {
      guard ids.count <= Flusher.each else {
        return try directories.files.flushAll(on: directories.shared("objects"))
      }
      var folders: Set<Place> = [directories.shared("objects")]
      for id in ids {
        let place = directories.shared("objects/\(id.prefix(2))/\(id.dropFirst(2))")
        // In a pack, or in another repository's store, it was before.
        guard try directories.files.status(of: place) != nil else { continue }
        let file = try directories.files.open(place)
        defer { directories.files.close(file) }
        try directories.files.flush(file)
        folders.insert(place.parent)
      }
      for folder in folders { try directories.files.flushDirectory(folder) }
    } catch {
      throw GitRefusal(error)
    }
  }
}
