internal import Patch
internal import ProjectModel
internal import SourceEdits

/// The settings of a new project: `.env.example`, in groups, each below a comment.
struct ProjectEnvironment {
  /// A variable with the value to begin with.
  struct Variable {
    let name: String
    let value: String
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

  /// Makes the file with the variables, or adds to it those that it lacks.
  static func put(
    _ variables: [Variable], with builder: inout OutputBuilder
  ) throws(GenerationError) {
    guard try builder.exists(path) else {
      let template = Template.projectEnvironment
      return try builder.write(
        path, template.render(View(variables)), template: template.label)
    }
    let example = EnvironmentExample(path: path)
    for variable in variables {
      let text = try builder.contents(of: path) ?? []
      let present = Set(EnvironmentNames.names(in: text))
      let group = group(of: variable.name)
      let last = group?.names.last(where: present.contains)
      try example.upsert(
        variable.name, variable.value, comment: last == nil ? group?.comment ?? [] : [],
        after: last, with: &builder)
    }
  }

  private static func group(of name: String) -> Group? { groups.first { $0.names.contains(name) } }

  private struct View {
    struct Part {
      let comment: [String]
      let variables: [Variable]
      let isLast: Bool
    }

    let groups: [Part]

    /// The groups in their order; what belongs to none comes last.
    init(_ variables: [Variable]) {
      let known = ProjectEnvironment.groups.map { group in
        (group.comment, variables.filter { group.names.contains($0.name) })
      }
      let rest = variables.filter { ProjectEnvironment.group(of: $0.name) == nil }
      let parts = (known + [([], rest)]).filter { !$0.1.isEmpty }
      groups = parts.enumerated().map { number, part in
        Part(comment: part.0, variables: part.1, isLast: number == parts.count - 1)
      }
    }
  }
}
