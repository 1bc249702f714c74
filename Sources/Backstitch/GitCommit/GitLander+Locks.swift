internal import FileSystem
internal import Journal
internal import Patch

/// Git's own lock files, as everybody else takes them.
extension GitLander {
  private var locks: [Place] {
    var places: [Place] = []
    if !record.entries.isEmpty { places.append(directories.own("index.lock")) }
    if record.switched != nil || record.reference == "HEAD" {
      places.append(directories.own("HEAD.lock"))
    }
    if record.reference != "HEAD" { places.append(directories.shared("\(record.reference).lock")) }
    return places
  }

  private var mark: [UInt8] { Array((record.token + "\n").utf8) }

  /// Takes every lock; one that is ours from an earlier run is kept.
  func lock() throws(GitRefusal) {
    var waited = 0
    for place in locks {
      while try !take(place) {
        guard waited < context.wait else { throw .locked(GitDirectories.named(place)) }
        context.pause(20)
        waited += 20
      }
    }
  }

  /// Drops the locks that are ours, and everything that was made on the way.
  func clean() throws(GitRefusal) {
    for place in locks where try directories.contents(of: place) == mark {
      let isBranch = place == directories.shared("\(record.reference).lock")
      // Directories that were made for a branch that did not come go, too.
      try directories.remove(place, upTo: isBranch ? directories.shared("refs/heads") : nil)
    }
    try directories.removeScratch()
  }

  /// A lock appears with all its bytes, so that whoever finds it knows whose it is.
  private func take(_ place: Place) throws(GitRefusal) -> Bool {
    let spare = directories.scratch("lock")
    do throws(FileSystemError) {
      try directories.drop(spare)
      try directories.files.create(spare, mode: 0o644, contents: mark, flush: true)
      try directories.makeParents(of: place)
      try directories.files.rename(spare, to: place, mode: .noReplace)
      return true
    } catch {
      guard error.isTaken else { throw GitRefusal(error) }
    }
    return try directories.contents(of: place) == mark
  }
}
