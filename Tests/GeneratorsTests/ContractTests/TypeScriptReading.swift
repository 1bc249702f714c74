/// A generated TypeScript module, read without the generators.
struct TypeScriptReading {
  /// The members of the interfaces.
  private(set) var interfaces: [String: [Member]] = [:]
  /// The values of the unions.
  private(set) var unions: [String: [String]] = [:]
  /// The handlers of a route module, with what they pass behind the prefix.
  private(set) var handlers: [String: [String]] = [:]
  /// The prefix they call.
  private(set) var prefix = ""

  struct Member: Equatable, CustomStringConvertible {
    var name: String
    var type: String
    var isOptional: Bool

    var description: String { "\(name)\(isOptional ? "?" : ""): \(type)" }
  }

  init(_ text: String) {
    for match in text.matches(of: /export interface (\w+) \{\n((?:  .*\n)*)\}/) {
      interfaces[String(match.1)] = match.2.split(separator: "\n").compactMap { line in
        line.wholeMatch(of: #/  (\w+)(\??): (.*);/#).map {
          Member(name: String($0.1), type: String($0.3), isOptional: !$0.2.isEmpty)
        }
      }
    }
    for match in text.matches(of: /export type (\w+) =\s+Partial<(\w+)>;/) {
      interfaces[String(match.1)] = interfaces[String(match.2)]?.map { member in
        Member(name: member.name, type: member.type, isOptional: true)
      }
    }
    var lists: [String: [String]] = [:]
    for match in text.matches(of: /export const (\w+) = \[([^\]]*)\] as const;/) {
      lists[String(match.1)] = match.2.matches(of: /"([^"]*)"/).map { String($0.1) }
    }
    for match in text.matches(of: /export type (\w+) =\s+\(typeof (\w+)\)\[number\];/) {
      unions[String(match.1)] = lists[String(match.2)]
    }
    prefix = text.firstMatch(of: /const PATH =\s+"([^"]*)";/).map { String($0.1) } ?? ""
    let handler =
      /export async function (\w+)\([^{]*(?:\{ params \}: Context)?\) \{([^}]*(?:\} = await params;[^}]*)?)\n\}/
    for match in text.matches(of: handler) {
      guard let call = match.2.firstMatch(of: /return proxyToBackend\(request, PATH(.*)\);/) else {
        continue
      }
      handlers[String(match.1)] = call.1.split(separator: ", ").map(String.init)
    }
  }
}
