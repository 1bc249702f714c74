/// What an insertion wrote besides its node, and what it replaced.
///
/// The inverse finds its node by meaning; where these bytes still stand around it they go too, so
/// that an untouched file comes back byte for byte. Where they do not, layout is left as it is.
public struct EditTrace: Hashable, Sendable, Codable {
  /// What was written before the node: blank lines, indentation, a comma, a comment.
  public var before: String
  /// What was written after the node: a comma, a line ending.
  public var after: String
  /// What stood in the place, such as `pass`; comes back with the removal.
  public var replaced: String
  /// The node as it was written, where the edit does not carry it itself.
  public var node: String?

  /// Creates a trace.
  public init(before: String, after: String, replaced: String, node: String? = nil) {
    self.before = before
    self.after = after
    self.replaced = replaced
    self.node = node
  }
}
