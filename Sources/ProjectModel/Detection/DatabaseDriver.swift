/// A driver among the requirements, and what it speaks to.
package struct DatabaseDriver: Hashable, Sendable {
  /// Its name among the requirements.
  package let name: String
  /// The database: `mariadb`, `postgresql`, `sqlite`.
  package let database: String
  /// How SQLAlchemy writes it in front of `://`.
  package let scheme: String

  private init(_ name: String, _ database: String, _ scheme: String) {
    self.name = name
    self.database = database
    self.scheme = scheme
  }

  /// Those that are known, asynchronous ones first.
  static let all = [
    DatabaseDriver("asyncmy", "mariadb", "mysql+asyncmy"),
    DatabaseDriver("aiomysql", "mariadb", "mysql+aiomysql"),
    DatabaseDriver("asyncpg", "postgresql", "postgresql+asyncpg"),
    DatabaseDriver("psycopg", "postgresql", "postgresql+psycopg"),
    DatabaseDriver("aiosqlite", "sqlite", "sqlite+aiosqlite"),
    DatabaseDriver("pymysql", "mariadb", "mysql+pymysql"),
    DatabaseDriver("mysqlclient", "mariadb", "mysql+mysqldb"),
    DatabaseDriver("psycopg2", "postgresql", "postgresql+psycopg2"),
    DatabaseDriver("psycopg2-binary", "postgresql", "postgresql+psycopg2"),
  ]

  /// The one of a name.
  static func named(_ name: String) -> DatabaseDriver? { all.first { $0.name == name } }

  /// What generated code is written for where nothing says otherwise.
  package static let standard = all[0]
}

extension Backend {
  /// The driver that its requirements name; nil when they name none.
  package var driver: DatabaseDriver? {
    (database?.evidence ?? []).compactMap { DatabaseDriver.named($0.what) }.first
  }
}
