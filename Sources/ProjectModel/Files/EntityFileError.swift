package import Patch

/// An entity file that stands there cannot be used.
package enum EntityFileError: Error, Sendable, CustomStringConvertible {
  /// It cannot be read.
  case unreadable(TreeError)
  /// It holds no valid definition.
  case refused(EntityRefusal)

  /// What happened, then what to do.
  package var description: String {
    switch self {
    case .unreadable(let error): "\(error); repair the file or delete it"
    case .refused(let refusal):
      "the entity file is not valid:\n\(refusal)\ncorrect the file or delete it"
    }
  }
}
