extension Array where Element: Hashable {
  /// The most frequent element; the earliest of equals.
  package var mostFrequent: Element? {
    var counts: [Element: Int] = [:]
    for element in self { counts[element, default: 0] += 1 }
    let most = counts.values.max()
    return first { counts[$0] == most }
  }
}
