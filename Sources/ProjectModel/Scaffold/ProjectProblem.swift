package import Patch

/// One thing wrong with the choices for a new project.
package enum ProjectProblem: Error, Hashable, Sendable {
  /// A name that is not in kebab case.
  case badName(String, suggestion: String?)
  /// A name that something else goes by.
  case reservedName(String, by: String)
  /// A directory that no part can lie in, and why.
  case badDirectory(String, reason: String)
  /// Two parts in one directory, or one within the other.
  case sharedDirectory(String, String)
  /// A value that is none of those known.
  case unknownValue(String, of: String, known: [String])
  /// A key of the file that means nothing.
  case unknownKey(String, known: [String])
  /// A value of another kind than the key has.
  case wrongKind(key: String, expected: String)
  /// A feature that was chosen, and left out.
  case contradiction(String)
  /// A feature whose need was left out.
  case missingNeed(String, need: String)
  /// A plan or name beside the file's own.
  case differs(key: String, given: String, file: String)
  /// The file cannot be read.
  case unreadable(String)
}

/// The choices for a new project were refused for these reasons.
package struct ProjectRefusal: Error, Hashable, Sendable {
  /// At least one.
  package var problems: [ProjectProblem]
  /// The file that holds the choices, when one does.
  package var path: RelativePath?

  /// Creates a refusal.
  package init(_ problems: [ProjectProblem], path: RelativePath? = nil) {
    self.problems = problems
    self.path = path
  }

  /// The problems as findings, exit status 1.
  package var findings: [Finding] {
    problems.map { Finding(.refused, path: path, $0.description) }
  }
}

extension ProjectProblem: CustomStringConvertible {
  /// What is wrong, then what to do.
  package var description: String {
    switch self {
    case .badName(let name, let suggestion):
      "'\(name)' is not a project's name in kebab case; "
        + (suggestion.map { "use '\($0)'" }
          ?? "use lower-case letters, digits and single hyphens, as in my-shop")
    case .reservedName(let name, let owner):
      "the project cannot be called '\(name)', which is \(owner); choose another name, such as"
        + " '\(name)-app'"
    case .badDirectory(let directory, let reason):
      "no part of a project can lie in '\(directory)': \(reason)"
    case .sharedDirectory(let first, let second):
      first == second
        ? "backend and frontend cannot both lie in '\(first)'; give each a directory of its own"
        : "'\(first)' and '\(second)' lie within each other; give backend and frontend directories"
          + " beside each other"
    case .unknownValue(let value, let key, let known):
      "'\(value)' is no \(key); known are \(known.joined(separator: ", "))"
    case .unknownKey(let key, let known):
      "the key '\(key)' of the project is unknown; known are \(known.joined(separator: ", "))"
    case .wrongKind(let key, let expected):
      "the value of '\(key)' has the wrong kind; it is \(expected)"
    case .contradiction(let feature):
      "the feature '\(feature)' is both chosen and left out; keep one"
    case .missingNeed(let feature, let need):
      "the feature '\(feature)' needs \(need), which was left out; choose both or neither"
    case .differs(let key, let given, let file):
      "the \(key) is '\(given)', and '\(file)' in the file; give one of them"
    case .unreadable(let reason):
      "the project's choices cannot be read: \(reason); repair the file"
    }
  }
}

extension ProjectRefusal: CustomStringConvertible {
  /// One line a problem.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
