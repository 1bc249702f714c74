internal import FileSystem
internal import ObjectStore
internal import Patch

/// Why a look at the tree did not end.
enum CaptureFailure: Error {
  /// A file was written to while it was read: another look may do.
  case changed(RelativePath?)
  case failed(BackstitchError)

  init(_ error: ObjectStoreError) {
    if case .changed(let place) = error {
      self = .changed(place.path)
    } else {
      self = .failed(BackstitchError(error))
    }
  }

  /// Looks again a few times while something changes.
  static func retrying<Value>(
    _ context: Context, _ body: () throws(CaptureFailure) -> Value
  ) throws(BackstitchError) -> Value {
    var changed: RelativePath?
    for _ in 0..<5 {
      do throws(CaptureFailure) {
        return try body()
      } catch {
        guard case .changed(let path) = error else {
          if case .failed(let error) = error { throw error }
          continue
        }
        changed = path
        context.pause(50)
      }
    }
    throw .refused(
      Refusal(
        Finding(
          .refused, path: changed,
          "it changes all the time; stop what writes it, or have git ignore it")))
  }
}
