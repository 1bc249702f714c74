/// What a new project is made of: its name, its directories and what was chosen for each part.
///
/// Recorded in `.backstitch/project.yaml`, so that its parts can be made again.
package struct ProjectChoices: Hashable, Sendable {
  /// The project's name in kebab case: `shop`.
  package var name: String
  /// The backend's directory below the workspace.
  package var backend = "backend"
  /// The frontend's directory below the workspace.
  package var frontend = "frontend"
  /// Where the backend keeps its data.
  package var database = Database.mariadb
  /// How people sign in.
  package var auth = Auth.jwt
  /// What it has besides.
  package var features = Feature.usual

  /// Creates the choices that `--yes` takes.
  package init(name: String) { self.name = name }

  /// Where a backend keeps its data.
  package enum Database: String, Hashable, Sendable, Codable, CaseIterable {
    case mariadb, postgresql
    /// For development: a file beside the backend.
    case sqlite
  }

  /// How people sign in.
  package enum Auth: String, Hashable, Sendable, Codable, CaseIterable {
    case none
    /// Access and refresh tokens, users with passwords.
    case jwt
  }

  /// What a project can have besides.
  package enum Feature: String, Hashable, Sendable, Codable, CaseIterable {
    /// A cache and broker.
    case redis
    /// A worker for tasks in the background; its broker is Redis.
    case celery
    /// Tasks at set times, by Celery's beat.
    case scheduler
    /// The table of generated pages.
    case dataTables = "data-tables"
    /// Form components.
    case forms
    /// Pages to sign in.
    case authPages = "auth-pages"
    /// The navigation that generated pages are entered in.
    case navigation
    /// Compose and images.
    case docker
    /// A reverse proxy in front of both.
    case nginx

    /// What `--yes` takes.
    package static let usual: Set<Feature> = [
      .redis, .celery, .dataTables, .forms, .authPages, .navigation, .docker, .nginx,
    ]

    /// What it cannot be without.
    package var needs: Feature? {
      switch self {
      case .celery: .redis
      case .scheduler: .celery
      case .nginx: .docker
      default: nil
      }
    }

    /// The part that it is a feature of.
    package var area: Area {
      switch self {
      case .redis, .celery, .scheduler: .backend
      case .dataTables, .forms, .authPages, .navigation: .frontend
      case .docker, .nginx: .infrastructure
      }
    }
  }

  /// What features are grouped by.
  package enum Area: Hashable, Sendable, CaseIterable {
    case backend, frontend, infrastructure

    /// Its features, in order.
    package var features: [Feature] { Feature.allCases.filter { $0.area == self } }
  }

  /// Whether a feature was chosen.
  package func has(_ feature: Feature) -> Bool { features.contains(feature) }

  /// The features in their order.
  package var orderedFeatures: [Feature] { Feature.allCases.filter(features.contains) }
}

extension ProjectChoices: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, backend, frontend, database, auth, features
  }

  /// Reads choices; absent keys have their defaults.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(name: try values.decode(String.self, forKey: .name))
    backend = try values.decodeIfPresent(String.self, forKey: .backend) ?? backend
    frontend = try values.decodeIfPresent(String.self, forKey: .frontend) ?? frontend
    database = try values.decodeIfPresent(Database.self, forKey: .database) ?? database
    auth = try values.decodeIfPresent(Auth.self, forKey: .auth) ?? auth
    features = try values.decodeIfPresent(Set<Feature>.self, forKey: .features) ?? features
  }

  /// Writes choices, the same bytes each time.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(backend, forKey: .backend)
    try values.encode(frontend, forKey: .frontend)
    try values.encode(database, forKey: .database)
    try values.encode(auth, forKey: .auth)
    try values.encode(orderedFeatures, forKey: .features)
  }
}
