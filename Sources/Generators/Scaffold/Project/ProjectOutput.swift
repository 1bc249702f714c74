internal import Patch

/// What a part of a project consists of.
protocol ProjectContent {
  /// All it makes, in order.
  var outputs: [ProjectOutput] { get }
  /// What a person does next.
  var nextSteps: [NextStep] { get }
  /// What was left as it is, or is to be known of it.
  var notes: [String] { get }
}

extension ProjectContent {
  var notes: [String] { [] }
}

/// One thing that a part of a project makes.
enum ProjectOutput {
  /// A file of its own; one that stands there is adopted untouched.
  case file(RelativePath, Template, view: Any)
  /// A file whose text is there already, with the template that made it.
  case text(RelativePath, String, Template)
  /// A variable of the workspace's `.env.example`, which is made when it is not there; under the
  /// heading of its group.
  case variable(String, value: String)
  /// A name that git is to ignore, in the workspace's `.gitignore` where somebody's own stands there.
  case ignored(String)
}
