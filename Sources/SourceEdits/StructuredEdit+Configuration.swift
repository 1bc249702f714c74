/// A variable of an `.env` file.
public struct EnvironmentEdit: Hashable, Sendable, Codable {
  /// The variable's name.
  public var key: String
  /// Its value, unquoted.
  public var value: String
  /// The lines of a heading that a variable which is added gets, at the file's end; nil: it is added
  /// beside its kind.
  public var comment: [String]?
  /// The variable that one which is added comes after; nil, or one that is not there: the last of
  /// its kind.
  public var after: String?
  /// Groups of names in the order in which a file has them: one that is added goes to its place among
  /// them, the first of its group below the heading `comment`, with blank lines around the group. The
  /// heading goes with the last of the group. nil: the file is laid out otherwise.
  public var layout: [[String]]?
  /// In an inverse: what stood there, and what was written around it.
  public var trace: EditTrace?

  /// Creates a variable.
  public init(
    key: String, value: String, comment: [String]? = nil, after: String? = nil,
    layout: [[String]]? = nil, trace: EditTrace? = nil
  ) {
    self.key = key
    self.value = value
    self.comment = comment
    self.after = after
    self.layout = layout
    self.trace = trace
  }
}

/// A member of a JSON object, in a file with comments or without.
public struct JSONMemberEdit: Hashable, Sendable, Codable {
  /// The keys from the outermost object to the member: `["dependencies", "zod"]`.
  public var path: [String]
  /// The member's value as JSON, LF, indented with two spaces.
  public var value: String
  /// In an inverse: what the insertion wrote around the member.
  public var trace: EditTrace?

  /// Creates a member.
  public init(path: [String], value: String, trace: EditTrace? = nil) {
    self.path = path
    self.value = value
    self.trace = trace
  }
}

/// An entry of a YAML block mapping.
public struct YAMLEntryEdit: Hashable, Sendable, Codable {
  /// The keys from the document's mapping to the entry: `["services", "db"]`.
  public var path: [String]
  /// The entry's value: a scalar on one line, or a block, LF, unindented, with two spaces a level.
  public var source: String
  /// In an inverse: what the insertion wrote around the entry.
  public var trace: EditTrace?

  /// Creates an entry.
  public init(path: [String], source: String, trace: EditTrace? = nil) {
    self.path = path
    self.source = source
    self.trace = trace
  }
}

/// A string in a TOML array.
public struct TOMLElementEdit: Hashable, Sendable, Codable {
  /// The tables and the key of the array: `["project", "dependencies"]`.
  public var path: [String]
  /// The string.
  public var value: String
  /// In an inverse: what the insertion wrote around the element.
  public var trace: EditTrace?

  /// Creates an element.
  public init(path: [String], value: String, trace: EditTrace? = nil) {
    self.path = path
    self.value = value
    self.trace = trace
  }
}

/// A line of a requirements file.
public struct RequirementEdit: Hashable, Sendable, Codable {
  /// The requirement as pip reads it: `uvicorn[standard]>=0.30`.
  public var requirement: String
  /// In an inverse: what the insertion wrote around the line.
  public var trace: EditTrace?

  /// Creates a requirement.
  public init(requirement: String, trace: EditTrace? = nil) {
    self.requirement = requirement
    self.trace = trace
  }
}
