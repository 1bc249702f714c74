extension GitProgram {
  /// Makes a repository in a directory, as the user's configuration and templates have it.
  package static func initialize(
    _ directory: [UInt8], environment: [String: String]
  ) throws(GitError) {
    let place = directory + Array("/.git".utf8)
    let location = GitLocation(
      workTree: directory, gitDirectory: place, commonDirectory: place)
    var program = GitProgram(location, environment: environment)
    program.alternative = "give --no-git"
    _ = try program.output(["init", "--quiet"])
  }
}
