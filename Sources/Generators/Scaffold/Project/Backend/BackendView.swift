internal import ProjectModel

/// What the templates of a new backend go by.
struct BackendView {
  let name: String
  let title: String
  /// The name of the database, of its user and of a file: `my_shop`.
  let identifier: String
  let databaseURL: String
  let mariadb: Bool
  let postgresql: Bool
  let sqlite: Bool
  let jwt: Bool
  let redis: Bool
  let celery: Bool
  let scheduler: Bool

  init(_ choices: ProjectChoices) {
    name = choices.name
    title = choices.name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
    identifier = choices.name.replacing("-", with: "_")
    mariadb = choices.database == .mariadb
    postgresql = choices.database == .postgresql
    sqlite = choices.database == .sqlite
    jwt = choices.auth == .jwt
    redis = choices.has(.redis)
    celery = choices.has(.celery)
    scheduler = choices.has(.scheduler)
    let place = "\(identifier):change-me@127.0.0.1"
    databaseURL =
      switch choices.database {
      case .mariadb: "mysql+asyncmy://\(place):3306/\(identifier)"
      case .postgresql: "postgresql+asyncpg://\(place):5432/\(identifier)"
      case .sqlite: "sqlite+aiosqlite:///./\(identifier).db"
      }
  }
}
