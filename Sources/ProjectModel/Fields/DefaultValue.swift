/// The defaults of fields.
package enum DefaultValue {
  /// What was expected instead of a value that is no default of the field; nil when it is one.
  package static func objection(to value: String, of field: Field) -> String? {
    let constraints = field.constraints
    switch field.type {
    case .str, .text:
      if let most = constraints.maxLength, value.count > most {
        return "it is longer than \(most) characters"
      }
      if let least = constraints.minLength, value.count < least {
        return "it is shorter than \(least) characters"
      }
      return nil
    case .int:
      guard FieldRules.isNumber(value, whole: true), Int32(value) != nil else {
        return "give a whole number of 32 bits"
      }
      return outside(value, constraints)
    case .float:
      return FieldRules.isNumber(value, whole: false)
        ? outside(value, constraints) : "give a number"
    case .decimal:
      return fits(value, constraints)
        ? outside(value, constraints)
        : "give a number of at most \(constraints.precision ?? 10) digits,"
          + " \(constraints.scale ?? 0) of them after the point"
    case .bool: return bool(value) == nil ? "give true or false" : nil
    case .datetime:
      return value == "now" || isMoment(value)
        ? nil : "give now, or a moment such as 2024-01-31T12:00:00"
    case .date:
      return value == "today" || isDay(value) ? nil : "give today, or a day such as 2024-01-31"
    case .uuid: return value == "random" || isUUID(value) ? nil : "give random, or a UUID"
    case .json: return value == "{}" ? nil : "give {}"
    case .enumeration:
      let values = constraints.values ?? []
      return values.contains(value) ? nil : "give one of \(values.joined(separator: ", "))"
    }
  }

  /// The truth of a text.
  package static func bool(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "1", "on": true
    case "false", "no", "0", "off": false
    default: nil
    }
  }

  private static func outside(_ value: String, _ constraints: Constraints) -> String? {
    guard let number = Double(value) else { return "give a number" }
    if let least = constraints.minimum, let bound = Double(least), number < bound {
      return "it is less than \(least)"
    }
    if let most = constraints.maximum, let bound = Double(most), number > bound {
      return "it is greater than \(most)"
    }
    return nil
  }

  private static func fits(_ value: String, _ constraints: Constraints) -> Bool {
    guard FieldRules.isNumber(value, whole: false) else { return false }
    let parts = value.drop { $0 == "-" || $0 == "0" }.split(
      separator: ".", omittingEmptySubsequences: false)
    let scale = constraints.scale ?? 0
    let whole = parts.first?.count ?? 0
    let fraction = parts.count > 1 ? parts[1].count : 0
    return fraction <= scale && whole <= (constraints.precision ?? 10) - scale
  }

  private static func isDay(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let month = Int(parts[1]), let day = Int(parts[2]), let year = Int(parts[0]), year > 0
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...days[month - 1]).contains(day)
  }

  private static func isMoment(_ text: String) -> Bool {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, isDay(parts[0]) else { return false }
    var time = parts[1]
    if time.last == "Z" { time.removeLast() }
    let numbers = time.split(separator: ":", omittingEmptySubsequences: false)
    let limits = [24, 60, 60]
    guard (2...3).contains(numbers.count) else { return false }
    return zip(numbers, limits).allSatisfy { part, limit in
      part.count == 2 && (Int(part).map { $0 < limit && $0 >= 0 } ?? false)
    }
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }
}
