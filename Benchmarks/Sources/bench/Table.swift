import Foundation

/// Prints the table, a row as soon as it is measured.
enum Table {
  static func start() {
    line("| measure | Backstitch | beside it | ratio | target | met |")
    line("|---|---|---|---|---|---|")
  }

  private static func line(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// - Parameters:
  ///   - ours: what Backstitch took.
  ///   - peer: what it is measured beside; empty for nothing.
  ///   - target: in words; nil: the row is for information.
  static func row(
    _ measure: String, _ ours: String, beside peer: String = "", ratio: Double? = nil,
    target: String? = nil, met: Bool? = nil
  ) {
    let ratio = ratio.map { String(format: "%.2f", $0) } ?? ""
    let verdict = met.map { $0 ? "yes" : "**no**" } ?? ""
    line("| \(measure) | \(ours) | \(peer) | \(ratio) | \(target ?? "") | \(verdict) |")
  }

  static func skipped(_ measure: String, _ reason: String) {
    row(measure, "", beside: "skipped: \(reason)")
  }

  /// What is being measured now, for whoever waits.
  static func progress(_ text: String) {
    FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
  }
}

func milliseconds(_ value: Double) -> String {
  value >= 10 ? String(format: "%.1f s", value) : String(format: "%.1f ms", value * 1000)
}

func mebibytes(_ bytes: Int) -> String { "\(bytes / 1024 / 1024) MiB" }

func grouped(_ number: Int) -> String {
  let digits = String(number)
  return digits.count < 4 ? digits : "\(digits.dropLast(3)),\(digits.suffix(3))"
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}

/// Figures of one thing, one a round.
struct Series {
  private(set) var values: [Double] = []
  mutating func add(_ value: Double) { values.append(value) }
  var median: Double { bench.median(values) }
  var least: Double { values.min() ?? .nan }
  var text: String { milliseconds(median) }

  /// The median of the ratios of pairs measured in the same round.
  func ratio(to other: Series) -> Double {
    bench.median(zip(values, other.values).map { $0 / $1 })
  }
}

/// Runs bodies one behind the other, the order turned around every other round, so that neither
/// side always pays for what the other left behind.
func alternating(_ round: Int, _ bodies: [() throws -> Void]) throws {
  for body in round.isMultiple(of: 2) ? bodies : bodies.reversed() {
    sync()
    try body()
  }
}
