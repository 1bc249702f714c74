internal import FileSystem
internal import Git
internal import Journal
internal import Patch

extension Workspace {
  /// Verifies the store and says what the file system gives; see ``Diagnosis``.
  public func diagnose() throws(BackstitchError) -> Diagnosis {
    let files = try files()
    var diagnosis = Diagnosis(durability: durability(files))
    noteMarkers(in: &diagnosis)
    guard hasStore else {
      diagnosis.add(.note, "store", "there is no store yet: the first command that writes makes it")
      diagnosis.durability.state()
      return diagnosis
    }
    diagnosis.store = storePath
    var found = try examination(files, diagnosis)
    // A writer may have merged packs or compacted the journal meanwhile: then what is gone is not
    // lost. Look again at what there is now.
    var tries = 0
    while found.diagnosis.isDamaged, tries < 3, found.before != found.after {
      found = try examination(files, diagnosis)
      tries += 1
    }
    diagnosis = found.diagnosis
    if !diagnosis.isDamaged {
      do throws(BackstitchError) {
        try probe(files, &diagnosis.durability)
      } catch {
        diagnosis.add(.note, "store", "what the file system gives was not tried: \(error)")
      }
    }
    diagnosis.durability.state()
    return diagnosis
  }

  private func examination(
    _ files: any FileSystem, _ diagnosis: Diagnosis
  ) throws(BackstitchError) -> (diagnosis: Diagnosis, before: String, after: String) {
    var examination = Examination(files, diagnosis)
    let before = state(of: files)
    try examination.run()
    return (examination.diagnosis, before, state(of: files))
  }

  /// Changes whenever a writer was at work.
  private func state(of files: any FileSystem) -> String {
    do throws(FileSystemError) {
      let journal = try files.status(of: .store(Journal.path))
      let packs = try files.status(of: .store("objects/pack"))
      return "\(journal?.inode ?? 0) \(journal?.modified ?? 0) \(packs?.modified ?? 0)"
    } catch {
      // Cannot be looked at: the examination says why.
      return ""
    }
  }

  // MARK: Where it is

  private func noteMarkers(in diagnosis: inout Diagnosis) {
    let plain = root + "/.backstitch/store".utf8
    if let git, HostFiles.exists(plain), HostFiles.exists(git.gitDirectory + "/backstitch".utf8) {
      diagnosis.add(
        .warning, "store",
        "there are two stores; '.backstitch/store' is used, the one in the git directory is not")
    }
    if let git, git.isLinkedWorktree {
      diagnosis.add(
        .note, "store",
        "this is a linked worktree: 'git worktree remove' removes its store, and with it the undo "
          + "data of what was done here")
    }
    var next = root[...]
    while let slash = next.lastIndex(of: 0x2F), slash > 0 {
      next = next[..<slash]
      for marker in ["/.git", "/.backstitch/store"]
      where HostFiles.exists(Array(next) + Array(marker.utf8)) {
        diagnosis.add(
          .note, "store",
          "the workspace lies inside another, \(String(decoding: next, as: UTF8.self)); the nearest "
            + "is used, \(String(decoding: root, as: UTF8.self))")
        return
      }
    }
  }

  // MARK: The file system

  private func durability(_ files: any FileSystem) -> Diagnosis.Durability {
    let store = hasStore ? storePath : root
    var isOneMount = true
    do throws(FileSystemError) {
      if hasStore {
        isOneMount =
          try files.status(of: .workspace(nil))?.mount == files.status(of: .store(nil))?.mount
      }
    } catch {
      // Nothing is staged in a store that cannot be looked at.
      isOneMount = false
    }
    return Diagnosis.Durability(
      workspace: HostFileSystem.name(of: root), store: HostFileSystem.name(of: store),
      isOneMount: isOneMount, exchange: nil, noReplace: nil,
      unnamedFiles: HostFileSystem.makesUnnamedFiles(in: store), statements: [])
  }

  /// Tries the renames on two files in a directory of its own in the store, removed again.
  private func probe(
    _ files: any FileSystem, _ durability: inout Diagnosis.Durability
  ) throws(BackstitchError) {
    let directory = RelativePath(
      unchecked: Array("probe-\(String(context.random(), radix: 36))".utf8))
    let (first, second) = (
      Place.store(directory.appending("a")), Place.store(directory.appending("b"))
    )
    do throws(FileSystemError) {
      guard try files.isWritable(.store(nil)) else { return }
      try files.makeDirectory(.store(directory), mode: 0o700, exact: true)
      try files.create(first, mode: 0o600, contents: [1], flush: false)
      try files.create(second, mode: 0o600, contents: [2], flush: false)
      durability.exchange = isSupported(files, first, second, .exchange)
      if durability.exchange == true {
        durability.exchange = try files.contents(of: first) == [2]
      }
      durability.noReplace = isRefused(files, first, second)
      for place in [first, second] where try files.status(of: place) != nil {
        try files.remove(place)
      }
      try files.removeDirectory(.store(directory))
    } catch {
      throw BackstitchError(error)
    }
  }

  private func isSupported(
    _ files: any FileSystem, _ from: Place, _ to: Place, _ mode: RenameMode
  ) -> Bool {
    do throws(FileSystemError) {
      try files.rename(from, to: to, mode: mode)
      return true
    } catch {
      return false
    }
  }

  private func isRefused(_ files: any FileSystem, _ from: Place, _ to: Place) -> Bool {
    do throws(FileSystemError) {
      try files.rename(from, to: to, mode: .noReplace)
      return false
    } catch {
      return error.isTaken
    }
  }
}

extension Diagnosis.Durability {
  /// Says what follows from what was found.
  mutating func state() {
    statements = []
    switch workspace {
    case "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs":
      statements.append(
        "\(workspace) keeps what was flushed over a power cut, unless the device lies about flushing"
      )
    case "tmpfs":
      statements.append("tmpfs keeps nothing over a power cut; killed processes lose nothing")
    case "overlayfs":
      statements.append("overlayfs is as durable as the file system its upper directory lies on")
    default:
      statements.append(
        "\(workspace) is not among the file systems measured (ext4, xfs, btrfs, tmpfs, overlayfs): "
          + "atomic renames and flushing are as its makers promise them")
    }
    switch exchange {
    case true?: statements.append("replaced files are exchanged atomically and compared afterwards")
    case false?:
      statements.append(
        "there is no exchange: files are compared, then replaced, with a short gap in between")
    case nil: statements.append("renames were not tried")
    }
    statements.append(
      isOneMount
        ? "new contents are staged in the store, on the same mount"
        : "the store lies on another mount: new contents are staged beside their targets")
  }
}
