internal import Foundation

/// What a person can answer when a step failed.
enum ErrorAnswer: String, CaseIterable {
  case retry, skip, rollback, keep, stop

  /// Asks; the numbers are those of the report's options.
  static func ask() -> ErrorAnswer {
    while true {
      note(
        "1 retry, 2 skip, 3 rollback, keep (land what works), stop (decide later) [stop] ",
        terminator: "")
      guard let line = Interruption.endingProgram({ readLine() }) else { return .stop }
      let answer = line.trimmingCharacters(in: .whitespaces).lowercased()
      if answer.isEmpty { return .stop }
      if let number = Int(answer), (1...3).contains(number) { return allCases[number - 1] }
      if let match = allCases.first(where: { $0.rawValue.hasPrefix(answer) }) { return match }
    }
  }
}
