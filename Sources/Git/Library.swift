internal import CShims
internal import Clibgit2

/// libgit2, started once and only by what needs it.
enum Library {
  /// Starts it without the machine's or the user's configuration.
  static let started: Int32 = {
    let started = git_libgit2_init()
    return started < 0 ? started : bs_git_start()
  }()

  /// - Throws: ``GitError`` with libgit2's own words.
  static func start(_ operation: String) throws(GitError) {
    guard started >= 0 else { throw GitError(operation: operation, code: started) }
  }

  static func check(_ code: Int32, _ operation: String) throws(GitError) {
    guard code >= 0 else { throw GitError(operation: operation, code: code) }
  }
}

/// libgit2 refused something.
package struct GitError: Error, Sendable, CustomStringConvertible {
  /// What was tried, in words.
  package let operation: String
  /// What libgit2 said.
  package let reason: String

  init(operation: String, code: Int32) {
    self.operation = operation
    if let last = git_error_last(), let message = last.pointee.message {
      reason = String(cString: message)
    } else {
      reason = "libgit2 error \(code)"
    }
  }

  package init(operation: String, reason: String) {
    self.operation = operation
    self.reason = reason
  }

  package var description: String { "\(operation): \(reason)" }
}
