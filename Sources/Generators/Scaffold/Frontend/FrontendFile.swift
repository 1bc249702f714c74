internal import Patch
internal import ProjectModel

/// A file of a frontend that is scaffolded: where it goes, and what makes it.
struct FrontendFile {
  /// Where a path begins.
  enum Place {
    /// Beside `package.json`.
    case root
    /// Where `lib/` and `components/` are.
    case source
    /// In the App Router's directory.
    case app
    /// Beside the App Router's directory, where Next.js looks for what stands before all pages.
    case besideApp
  }

  let place: Place
  let path: RelativePath
  let template: Template

  init(_ place: Place, _ path: RelativePath, _ template: Template) {
    self.place = place
    self.path = path
    self.template = template
  }

  /// A component of `components/ui`.
  static func component(_ name: String, _ template: Template) -> FrontendFile {
    FrontendFile(
      .source, RelativePath(unchecked: Array("components/ui/\(name).tsx".utf8)), template)
  }

  /// The file's path in a frontend.
  func path(in frontend: Frontend) -> RelativePath {
    let directory: RelativePath? =
      switch place {
      case .root: frontend.root
      case .source: frontend.source ?? frontend.root
      case .app: frontend.router.value.directory
      case .besideApp: frontend.router.value.directory.parent
      }
    return directory?.appending(path) ?? path
  }

  /// The file's path in a new frontend, which has no `src/`.
  func path(below root: RelativePath) -> RelativePath {
    root.appending(place == .app ? "app" : nil).appending(path)
  }
}

extension RelativePath {
  fileprivate func appending(_ path: RelativePath?) -> RelativePath {
    path.map { appending($0) } ?? self
  }
}
