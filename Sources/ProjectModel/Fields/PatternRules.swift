/// Which patterns Pydantic (Rust's regular expressions), browsers (with the flag `u`) and Python
/// read alike: one that any of them refuses would stop the backend or the page.
///
/// ```text
/// accepted  literals, . ^ $ |, (...) and (?:...), [...] with ranges, * + ? {n} {n,} {n,m} with a
///           lazy ?, \d \w \s \b and their opposites, \t \n \r \f \v \xHH \uHHHH, \ before a sign
/// refused   look-around, back-references, flags and names of groups, \p, \A, \Z, sets of classes
/// ```
package enum PatternRules {
  /// Why a pattern is refused, and where.
  package struct Objection: Error, Hashable, Sendable {
    /// The column of the first character that is wrong, from 1.
    package var column: Int
    /// What is wrong there, and what to do.
    package var reason: String
  }

  /// What is wrong with a pattern; nil when it can be used.
  package static func objection(to pattern: String) -> Objection? {
    var parser = PatternParser(pattern)
    do throws(Objection) {
      try parser.parse()
      return nil
    } catch {
      return error
    }
  }
}
