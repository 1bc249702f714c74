extension Record {
  /// A command is about to run whose changes will be recorded: what stood there before is durable.
  package struct Capturing: Codable, Sendable, Hashable {
    /// Its number: that of this record.
    package var capture: Int
    /// The command's words.
    package var command: [String]
    package var author: String
    /// HEAD before the command.
    package var branch: String?
    package var head: String?
    /// Seconds since 1970.
    package var time: Int64
    /// The newest operation before the command; later ones have their own records.
    package var lastOperation: Int
    /// The file in the store that says what stood at each path.
    package var snapshot: String
    /// Globs of ignored files that count all the same.
    package var include: [String]
    /// The file in the store that is locked while the command runs.
    package var lock: String

    package init(
      capture: Int, command: [String], author: String, branch: String?, head: String?, time: Int64,
      lastOperation: Int, snapshot: String, include: [String], lock: String
    ) {
      self.capture = capture
      self.command = command
      self.author = author
      self.branch = branch
      self.head = head
      self.time = time
      self.lastOperation = lastOperation
      self.snapshot = snapshot
      self.include = include
      self.lock = lock
    }
  }

  /// A capture ended without an operation: nothing had changed.
  package struct CaptureEnded: Codable, Sendable {
    package var capture: Int
    package init(capture: Int) { self.capture = capture }
  }
}

extension OperationRecord {
  /// How the changes of a capture came about.
  package struct Capture: Codable, Sendable, Hashable {
    /// The capture's number.
    package var capture: Int
    /// The command's words.
    package var command: [String]
    /// Its exit status; nil when nobody saw it end.
    package var status: Int?
    /// HEAD before the command.
    package var branch: String?
    package var head: String?

    package init(capture: Int, command: [String], status: Int?, branch: String?, head: String?) {
      self.capture = capture
      self.command = command
      self.status = status
      self.branch = branch
      self.head = head
    }
  }
}
