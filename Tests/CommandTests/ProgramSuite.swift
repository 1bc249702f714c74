import Foundation
import TestSupport
import Testing

/// Tests that run the program in a directory.
protocol ProgramSuite {
  /// The directory.
  var root: String { get }
}

extension ProgramSuite {
  /// Runs the program and expects its status.
  @discardableResult
  func run(
    _ arguments: String..., input: String? = nil, status: Int32 = 0,
    at location: SourceLocation = #_sourceLocation
  ) throws -> RunningProgram.Result {
    try run(words: arguments, input: input, status: status, at: location)
  }

  /// The same with its words in a list.
  @discardableResult
  func run(
    words: [String], input: String? = nil, status: Int32 = 0,
    at location: SourceLocation = #_sourceLocation
  ) throws -> RunningProgram.Result {
    let result = try backstitch(words, in: root, input: input)
    #expect(
      result.status == status, "\(words): \(result.output)\(result.error)",
      sourceLocation: location)
    return result
  }

  /// The one document on standard output.
  func json(_ result: RunningProgram.Result) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }
}
