package import SourceEdits

extension Finding {
  /// The finding for a refused structured edit.
  package init(path: RelativePath, _ error: EditError) {
    switch error {
    case .broken(let line, let reason):
      self.init(
        .refused, path: path, line: line,
        "the file does not parse (\(reason)); repair it and run the command again")
    case .noAnchor(let sought):
      self.init(.blocked, path: path, "there is no place for the edit: \(sought)")
    case .ambiguous(let candidates, let choose):
      let places = candidates.map { "\(path):\($0.line) \($0.reason)" }.joined(separator: "; ")
      self.init(.blocked, path: path, "several places are equally good (\(places)); \(choose)")
    case .clash(let line, let name, let reason):
      self.init(.refused, path: path, line: line, "the name '\(name)' is taken: \(reason)")
    case .edited(let line, let name):
      self.init(
        .conflict, path: path, line: line, "'\(name)' was edited since and is not removed silently")
    case .invalid(let reason): self.init(.refused, path: path, reason)
    }
  }
}
