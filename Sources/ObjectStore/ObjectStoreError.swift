package import FileSystem

/// Why an object could not be stored or read.
package enum ObjectStoreError: Error, Sendable {
  case file(FileSystemError)
  /// A pack's entry is not the object it should be.
  case damaged(pack: String, offset: UInt64, reason: String)
  /// No pack has the object.
  case missing(String)
  /// A file changed its size while it was read.
  case changed(Place)
}

extension ObjectStoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): error.description
    case .damaged(let pack, let offset, let reason):
      "'objects/pack/\(pack).pack' in the store is damaged at byte \(offset): \(reason); nothing was "
        + "touched. Restore it from a backup"
    case .missing(let id):
      "the store has lost the content \(id); nothing was touched. "
        + "Restore 'objects/pack' in the store from a backup"
    case .changed(let place): "\(place) changed while it was read; run the command again"
    }
  }
}
