/// How long ago something was, in words.
enum RelativeTime {
  /// - Parameter seconds: since then; less than none for a clock that was wrong.
  static func ago(_ seconds: Int64) -> String {
    switch seconds {
    case ..<5: "just now"
    case ..<60: told(seconds, "second")
    case ..<3600: told(seconds / 60, "minute")
    case ..<86_400: told(seconds / 3600, "hour")
    case ..<1_209_600: told(seconds / 86_400, "day")
    case ..<5_184_000: told(seconds / 604_800, "week")
    case ..<63_072_000: told(seconds / 2_592_000, "month")
    default: told(seconds / 31_536_000, "year")
    }
  }

  private static func told(_ count: Int64, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s") ago"
  }
}
