internal import Patch
internal import ProjectModel
internal import SourceEdits

/// The settings of a new project: `.env.example`, in groups, each below a comment. All parts put theirs
/// there.
struct ProjectEnvironment {
  /// A variable with the value to begin with.
  struct Variable {
    let name: String
    let value: String

    /// What is recorded of it.
    var text: String { "\(name)=\(value)" }

    /// Creates a variable.
    init(name: String, value: String) {
      self.name = name
      self.value = value
    }

    /// Reads what was recorded of one; nil when it is something else.
    init?(_ text: String) {
      guard let equal = text.firstIndex(of: "=") else { return nil }
      self.init(name: String(text[..<equal]), value: String(text[text.index(after: equal)...]))
    }
  }

  /// Variables that belong together.
  private struct Group {
    let comment: [String]
    let names: [String]
  }

  private static let groups = [
    Group(
      comment: [
        "# The application. ENVIRONMENT is development, test or production; CORS_ORIGINS are the sites",
        "# whose pages may call the API themselves, with commas between them.",
      ],
      names: ["ENVIRONMENT", "APP_NAME", "LOG_LEVEL", "CORS_ORIGINS"]),
    Group(
      comment: ["# The database, where the backend runs on this machine; containers know theirs."],
      names: ["DATABASE_URL"]),
    Group(
      comment: ["# Redis, where the backend runs on this machine; containers know theirs."],
      names: ["REDIS_URL", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND"]),
    Group(
      comment: [
        "# Signing in. SECRET_KEY signs tokens: openssl rand -hex 32 makes one. REGISTRATION_OPEN says",
        "# whether anybody may make an account, COOKIE_SECURE whether sessions are kept to HTTPS.",
      ],
      names: [
        "SECRET_KEY", "ACCESS_TOKEN_MINUTES", "REFRESH_TOKEN_DAYS", "REGISTRATION_OPEN",
        "COOKIE_SECURE",
      ]),
    Group(
      comment: ["# Where the frontend's server finds the backend; browsers never see it."],
      names: ["BACKEND_URL"]),
    Group(
      comment: [
        "# The containers. Passwords become part of an address: letters and digits alone."
      ],
      names: [
        "MARIADB_DATABASE", "MARIADB_USER", "MARIADB_PASSWORD", "MARIADB_ROOT_PASSWORD",
        "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD",
      ]),
    Group(
      comment: ["# The port of this machine that the reverse proxy takes."], names: ["HTTP_PORT"]),
  ]

  /// The file.
  static let path: RelativePath = ".env.example"

  /// Makes the file with the variables, or adds to it those that it lacks. Each is a node of the part,
  /// also where another part made it: it stands there until no part has it any more. One that somebody
  /// else set is theirs.
  static func put(
    _ variables: [Variable], with builder: inout OutputBuilder
  ) throws(GenerationError) {
    // An empty file is filled; what is no file is refused.
    if try !builder.exists(path), try builder.isAbsent(path) {
      return try make(variables, with: &builder)
    }
    let others = try builder.others()
    for variable in variables {
      let text = try builder.contents(of: path) ?? []
      if EnvironmentNames.names(in: text).contains(variable.name) {
        builder.hold(path, edit(variable))
        guard others.has(LockFile.Key(path: path, node: variable.name)) else { continue }
        try builder.record(path, node: variable.name, source: variable.text)
      } else {
        try builder.edit(path, edit(variable), node: variable.name, source: variable.text)
      }
    }
  }

  private static func make(
    _ variables: [Variable], with builder: inout OutputBuilder
  ) throws(GenerationError) {
    var text: [UInt8] = []
    for variable in variables {
      do throws(EditError) {
        text = try edit(variable).apply(to: text).text
      } catch {
        throw .refused(Refusal(Finding(path: path, error)))
      }
    }
    try builder.begin(path, text)
    for variable in variables {
      try builder.record(path, node: variable.name, source: variable.text)
    }
  }

  /// The edit that adds a variable at its place.
  static func edit(_ variable: Variable) -> StructuredEdit {
    .setEnvironment(
      EnvironmentEdit(
        key: variable.name, value: variable.value,
        comment: groups.first { $0.names.contains(variable.name) }?.comment,
        layout: groups.map(\.names)))
  }
}
