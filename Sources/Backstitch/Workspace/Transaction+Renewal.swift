internal import FileSystem
internal import Journal
public import Patch
internal import SourceEdits

/// Staged steps and what has changed under them since.
extension Transaction {
  /// Takes over a step as another transaction staged it; nothing when it did not.
  public mutating func adopt(
    _ id: String, from other: Transaction
  ) throws(BackstitchError) {
    guard let step = other.staged.first(where: { $0.step.id == id }) else { return }
    contents.merge(other.contents)
    try stageAgain(step)
    take(step)
  }

  /// The paths at which a step stages something else here than in another transaction, which may be
  /// older: what that one adds and stands on disk by now is no difference, nor is a structured edit
  /// that was made by then or applies to a changed file.
  public func differences(
    of id: String, from other: Transaction
  ) throws(BackstitchError) -> [RelativePath] {
    let mine = changes(of: id)
    let theirs = other.changes(of: id)
    let disk = Disk(files: try workspace.files())
    var found: [RelativePath] = []
    for path in Set(mine.keys).union(theirs.keys).sorted() {
      switch (mine[path], theirs[path]) {
      case (let mine?, let theirs?):
        if let edits = mine.forward, edits == theirs.forward { continue }
        if mine.after?.shape == theirs.after?.shape { continue }
      case (nil, let theirs?):
        if theirs.forward != nil { continue }
        do throws(FileSystemError) {
          if try disk.holds(theirs.after, at: .workspace(path)) { continue }
        } catch {
          throw BackstitchError(error)
        }
      default: break
      }
      found.append(path)
    }
    return found
  }

  /// The paths that a step left as they were because of what stood there, and where something else
  /// stands now.
  public func changedInputs(of id: String) throws(BackstitchError) -> [RelativePath] {
    let disk = Disk(files: try workspace.files())
    var found: [RelativePath] = []
    for (path, image) in relied[id] ?? [:] {
      do throws(FileSystemError) {
        if try !disk.holds(image, at: .workspace(path)) { found.append(path) }
      } catch {
        throw BackstitchError(error)
      }
    }
    return found.sorted()
  }

  private func changes(of id: String) -> [RelativePath: PathChange] {
    let changes = staged.first { $0.step.id == id }?.changes ?? []
    return Dictionary(changes.map { ($0.path, $0) }) { first, _ in first }
  }
}

extension PathChange {
  /// Its structured edits; nil when it is no edit.
  fileprivate var forward: [StructuredEdit]? {
    let edits = (edits ?? []).flatMap(\.forward)
    return edits.isEmpty ? nil : edits
  }
}

extension Image {
  /// What people see of it: kind, bytes and permissions, wherever they are stored.
  fileprivate var shape: Image {
    guard case .file(let file) = self else { return self }
    return .file(FileImage(id: file.id, size: file.size, mode: file.mode))
  }
}
