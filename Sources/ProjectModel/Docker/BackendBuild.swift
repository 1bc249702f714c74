package import Patch

/// How a backend is installed and started in a container.
package struct BackendBuild: Hashable, Sendable {
  /// Where it is built.
  package var place: BuildPlace
  /// The version of Python, `3.13`.
  package var python: String
  /// What installs its requirements.
  package var installer: Installer
  /// What uvicorn serves: `main:app`.
  package var target: String
  /// Whether that is a function that makes the application.
  package var isFactory: Bool
  /// Whether the requirements bring uvicorn.
  package var hasServer: Bool
  /// How it is told where its database is.
  package var address: DatabaseAddress
  /// Its environment file, or where that goes by the example beside it; nil when there is neither.
  package var environment: RelativePath?

  /// What installs the requirements.
  package enum Installer: Hashable, Sendable {
    /// pip and a requirements file below the context; whether it needs other files.
    case requirements(String, needsSources: Bool)
    /// uv and its lock.
    case uv
    /// Poetry and its lock.
    case poetry
    /// pip and what `pyproject.toml` lists.
    case project
  }
}

/// Where an image is built.
package struct BuildPlace: Hashable, Sendable {
  /// The directory that the build is given; nil is the workspace.
  package var context: RelativePath?
  /// The code's directory below it; nil: the context itself.
  package var home: String?
  /// The Dockerfile.
  package var dockerfile: RelativePath

  /// Puts it together: the Dockerfile lies in the context, or in the code's directory where the
  /// context has another project too.
  init(root: RelativePath?, context: RelativePath?, isShared: Bool) {
    self.context = context
    if let root, root != context {
      let skipped = context.map { $0.bytes.count + 1 } ?? 0
      home = String(decoding: root.bytes.dropFirst(skipped), as: UTF8.self)
    }
    let directory = isShared ? root : context
    dockerfile = directory?.appending("Dockerfile") ?? "Dockerfile"
  }

  /// The path below the context of something in it.
  package func below(_ path: RelativePath) -> String {
    let skipped = context.map { $0.bytes.count + 1 } ?? 0
    return String(decoding: path.bytes.dropFirst(skipped), as: UTF8.self)
  }
}

/// How a backend is told where its database is.
package enum DatabaseAddress: Hashable, Sendable {
  /// One variable with a URL.
  case url(String)
  /// The host in one variable, the rest in others: each with what it holds.
  case parts(host: String, others: [Part])
  /// Nothing reads a variable.
  case unknown

  /// A part of an address.
  package struct Part: Hashable, Sendable {
    /// The variable.
    package var name: String
    /// What it holds.
    package var kind: Kind
  }

  /// What a variable holds.
  package enum Kind: Hashable, Sendable, CaseIterable {
    case user, password, name
  }
}
