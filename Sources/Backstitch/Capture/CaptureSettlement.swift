internal import FileSystem
internal import Journal
internal import Patch

/// Records what commands changed whose `exec` ended before it could: one operation each, marked
/// interrupted. It was killed, or the disk refused.
struct CaptureSettlement {
  let workspace: Workspace
  let store: Store

  /// What fails costs the command nothing that it was asked for; the next one tries again.
  func run() {
    for (_, capturing) in store.log.captures.sorted(by: { $0.key < $1.key }) {
      guard Self.isDead(capturing, store.files) else { continue }
      let name = capturing.name
      do throws(BackstitchError) {
        let result = try CaptureEnd(capturing, store: store, workspace: workspace)
          .runInterrupted()
        if let operation = result.operation {
          workspace.context.notice(
            "'backstitch exec' ended before it recorded what \(name) changed; what changed since it"
              + " began is operation \(operation.number)")
        }
      } catch {
        workspace.context.notice(
          "what \(name) changed is not recorded, as its 'backstitch exec' ended before it was: "
            + error.cause)
        guard case .damaged = error else { continue }
        // What it rests on will not come back; where this fails, the next writer says it again.
        try? store.append(.captureEnded(.init(capture: capturing.capture)), flush: true)
      }
      Self.removeLock(of: capturing, store.files)
    }
  }

  /// Whether nobody holds its lock any more: a process loses it by its end alone.
  static func isDead(_ capturing: Record.Capturing, _ files: any FileSystem) -> Bool {
    do throws(FileSystemError) {
      let lock = try files.open(place(capturing))
      defer { files.close(lock) }
      return try files.lock(lock)
    } catch {
      return error.isMissing
    }
  }

  private static func place(_ capturing: Record.Capturing) -> Place {
    .store(RelativePath(unchecked: capturing.lock.utf8))
  }

  /// Makes the lock of a capture and holds it.
  static func takeLock(
    of capturing: Record.Capturing, _ files: any FileSystem
  ) throws(BackstitchError) -> OpenFile {
    do throws(FileSystemError) {
      let lock = try files.create(place(capturing), mode: 0o600)
      _ = try files.lock(lock)
      return lock
    } catch {
      throw BackstitchError(error)
    }
  }

  /// Removes the lock of a capture that ended, as far as that works.
  static func removeLock(of capturing: Record.Capturing, _ files: any FileSystem) {
    try? files.remove(place(capturing))
  }
}

extension Workspace {
  /// The commands whose `exec` ended before it recorded what they changed, because it was killed or
  /// the disk refused, and whose changes are not recorded yet; writes nothing.
  public func killedCommands() throws(BackstitchError) -> [String] {
    guard let captures = try log()?.captures, !captures.isEmpty else { return [] }
    let files = try files()
    return captures.sorted { $0.key < $1.key }.map(\.value)
      .filter { CaptureSettlement.isDead($0, files) }.map(\.name)
  }
}
