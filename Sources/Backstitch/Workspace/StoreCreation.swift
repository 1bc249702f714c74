internal import FileSystem
internal import Journal
internal import ObjectStore
internal import Patch

/// Makes a store under a temporary name and renames it into place: a half-made one is no store.
enum StoreCreation {
  static func create(at path: [UInt8], workspace: Workspace) throws(BackstitchError) {
    let name = path[path.index(after: path.lastIndex(of: 0x2F) ?? -1)...]
    let parent = Array(path[..<(path.count - name.count - 1)])
    do {
      let host = workspace.host
      try host.makeDirectories(parent, below: workspace.root)
      let files = try host.fileSystem(
        workspace: workspace.root, store: parent, umask: workspace.context.umask)
      let tag = String(workspace.context.random(), radix: 36)
      let temporary = RelativePath(unchecked: Array("backstitch-\(tag).tmp".utf8))
      try StoreLayout.create(
        in: temporary,
        adding: [(Journal.path, try Journal.initialBytes()), (Store.lockPath, [])],
        directories: [Store.spares], files: files)
      do throws(FileSystemError) {
        let target = Place.store(RelativePath(unchecked: name))
        try files.rename(.store(temporary), to: target, mode: .noReplace)
      } catch {
        // Another process was first: its store is as good.
        guard error.isTaken else { throw error }
        try host.removeTree(parent + [0x2F] + temporary.bytes)
      }
      try files.flushDirectory(.store(nil))
    } catch let error as FileSystemError {
      throw BackstitchError(error)
    } catch let error as JournalError {
      throw BackstitchError(error)
    } catch {
      throw .disk("the store cannot be made: \(error)")
    }
  }
}
