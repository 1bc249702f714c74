extension ProjectConfig {
  /// The configuration where other directories are named than it has: a flag goes over the file.
  ///
  /// What else it says of the project in its own directory, where files and names lie, says nothing of
  /// another one.
  package func choosing(backend other: String?, frontend: String?) -> ProjectConfig {
    var config = self
    if let other, let own = backend?.directory, own != other {
      config.backend = Backend()
      config.backend?.directory = other
      config.backend?.decimal = backend?.decimal
    }
    if let frontend, let own = self.frontend?.directory, own != frontend {
      config.frontend = Frontend()
      config.frontend?.directory = frontend
    }
    return config
  }
}
