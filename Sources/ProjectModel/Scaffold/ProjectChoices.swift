/// What a new project is made of: its name, its directories and what was chosen for each part.
///
/// Recorded in `.backstitch/project.yaml`, so that its parts can be made again.
package struct ProjectChoices: Hashable, Sendable, Codable {
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
  }

  /// Whether a feature was chosen.
  package func has(_ feature: Feature) -> Bool { features.contains(feature) }
}
