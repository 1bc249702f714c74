internal import Mustache

/// A built-in template: its name, version and text.
struct Template {
  /// The name that a lock file records: `fastapi/crud`.
  let name: String
  /// Counts up when what it makes changes.
  let version: Int
  /// The Mustache text.
  let text: String

  /// `fastapi/crud@1`.
  var label: String { "\(name)@\(version)" }

  /// The text for a view model.
  func render(_ view: Any) -> String {
    do {
      return try MustacheTemplate(string: text).render(view)
    } catch {
      // Built-in templates are constants, and each is rendered by the tests.
      preconditionFailure("the template \(name) is not valid: \(error)")
    }
  }
}
