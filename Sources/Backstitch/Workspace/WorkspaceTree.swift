internal import FileSystem
internal import Git
internal import Journal
public import Patch

/// The working tree on disk, read without following links.
public struct WorkspaceTree: ReadableTree {
  let system: any FileSystem
  let listing: @Sendable () throws(TreeError) -> [RelativePath]

  /// See ``ReadableTree``.
  public func node(at path: RelativePath) throws(TreeError) -> Node? {
    do throws(FileSystemError) {
      guard let status = try system.status(of: .workspace(path)) else { return nil }
      switch status.kind {
      case .directory: return .directory
      case .other: return .special
      case .symlink: return .symlink(target: try system.linkTarget(of: .workspace(path)))
      case .file where status.size > LargeFile.limit: return .large(try large(path))
      case .file:
        let contents = try system.contents(of: .workspace(path))
        return .file(.init(contents: contents, mode: .exact(status.mode)))
      }
    } catch {
      // A link on the way: nothing of ours can stand behind it.
      if error.isBehindLink { return nil }
      throw TreeError(path: path, reason: error.reason)
    }
  }

  private func large(_ path: RelativePath) throws(FileSystemError) -> LargeFile {
    let image = try Disk(files: system).file(at: .workspace(path))
    return LargeFile(id: image.id, size: image.size, mode: .exact(image.mode), origin: path) {
      [system] () throws(TreeError) in
      do throws(FileSystemError) {
        return try system.contents(of: .workspace(path))
      } catch {
        throw TreeError(path: path, reason: error.reason)
      }
    }
  }

  /// See ``ReadableTree``.
  public func files() throws(TreeError) -> [RelativePath] { try listing() }

  /// See ``ReadableTree``.
  public func children(of directory: RelativePath?) throws(TreeError) -> [RelativePath] {
    do throws(FileSystemError) {
      let names = try system.entries(of: .workspace(directory))
      return names.map { directory?.appending(name: $0) ?? RelativePath(unchecked: $0) }.sorted()
    } catch {
      if error.isMissing { return [] }
      throw TreeError(path: directory, reason: error.reason)
    }
  }
}
