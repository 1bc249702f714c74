internal import FileSystem
internal import Git
internal import Journal
internal import Patch

/// The contents of one stage as git would store them: filtered, with the attributes that hold at
/// their paths.
struct GitSides {
  let directories: GitDirectories
  let repository: GitRepository
  /// The working tree.
  let files: any FileSystem
  let contents: ContentPool

  /// A file or link of a stage, in working tree form.
  struct Content {
    var path: RelativePath
    var bytes: [UInt8]
    /// Git's mode.
    var mode: String
  }

  /// What an image is to git; nil: nothing.
  func content(of image: Image?, at path: RelativePath) throws(BackstitchError) -> Content? {
    switch image {
    case nil, .directory: nil
    case .symlink(let target): Content(path: path, bytes: target.bytes, mode: "120000")
    case .file(let file):
      Content(
        path: path, bytes: try contents.bytes(of: file.id, in: files),
        mode: file.mode & 0o100 == 0 ? "100644" : "100755")
    }
  }

  /// Takes contents into an index, as `git add` would.
  ///
  /// - Parameters:
  ///   - name: of a scratch directory not used before.
  ///   - isKept: whether the objects are to stay.
  func add(
    _ contents: [Content], to index: GitIndex, through name: String, isKept: Bool
  ) throws(BackstitchError) {
    guard !contents.isEmpty else { return }
    let objects = directories.scratchPath("objects")
    do throws(GitRefusal) {
      let tree = try directories.scratchTree(name)
      if !isKept { _ = try directories.scratchTree("objects") }
      do throws(FileSystemError) {
        var made: Set<RelativePath> = []
        for content in contents { try write(content, to: tree, &made) }
        try copyAttributes(for: contents, to: tree)
      } catch {
        throw GitRefusal(error)
      }
      do throws(GitError) {
        try index.add(
          contents.map(\.path.bytes), from: directories.scratchPath(name),
          objects: isKept ? nil : objects)
      } catch {
        throw GitRefusal(error)
      }
    } catch {
      throw .git(error)
    }
  }

  private func write(
    _ content: Content, to tree: any FileSystem, _ made: inout Set<RelativePath>
  ) throws(FileSystemError) {
    for directory in content.path.ancestors.reversed() where made.insert(directory).inserted {
      try tree.makeDirectory(.workspace(directory), mode: 0o700, exact: false)
    }
    if content.mode == "120000" {
      return try tree.makeSymlink(.workspace(content.path), target: content.bytes)
    }
    try tree.create(
      .workspace(content.path), mode: content.mode == "100755" ? 0o700 : 0o600,
      contents: content.bytes, flush: false)
  }

  /// Attributes hold as the working tree has them, unless the stage brings others.
  private func copyAttributes(
    for contents: [Content], to tree: any FileSystem
  ) throws(FileSystemError) {
    let brought = Set(contents.map(\.path))
    let name = Array(".gitattributes".utf8)
    var directories = Set(contents.flatMap(\.path.ancestors).map(RelativePath?.some))
    directories.insert(nil)
    for directory in directories {
      let path = directory?.appending(name: name) ?? RelativePath(unchecked: name)
      guard !brought.contains(path) else { continue }
      do throws(FileSystemError) {
        let bytes = try files.contents(of: .workspace(path))
        try tree.create(.workspace(path), mode: 0o600, contents: bytes, flush: false)
      } catch {
        guard error.isMissing || error.isBehindLink || error.isNoRegularFile else { throw error }
      }
    }
  }
}
