/// English plurals and singulars of names in snake case; the last word is inflected.
package enum Inflection {
  /// `order_item` as `order_items`, `category` as `categories`, `person` as `people`.
  package static func plural(of name: some StringProtocol) -> String {
    inflectLast(of: String(name)) { word in
      if uncountable.contains(word) { return word }
      if let known = irregular[word] { return known }
      if isPlural(word) { return word }
      return regularPlural(word)
    }
  }

  /// `order_items` as `order_item`, `people` as `person`; a singular stays.
  package static func singular(of name: some StringProtocol) -> String {
    inflectLast(of: String(name)) { word in
      if uncountable.contains(word) { return word }
      if let known = irregularSingular[word] { return known }
      if irregular[word] != nil { return word }
      return regularSingular(word)
    }
  }

  private static func isPlural(_ word: String) -> Bool {
    if irregularSingular[word] != nil { return true }
    let singular = regularSingular(word)
    return singular != word && regularPlural(singular) == word
  }

  private static func regularPlural(_ word: String) -> String {
    if word.hasSuffix("y"), let before = word.dropLast().last, !vowels.contains(before) {
      return word.dropLast() + "ies"
    }
    if word.hasSuffix("sis") { return word.dropLast(2) + "es" }
    if ["s", "x", "z", "ch", "sh"].contains(where: word.hasSuffix) { return word + "es" }
    return word + "s"
  }

  private static func regularSingular(_ word: String) -> String {
    let isPlural = word.hasSuffix("s") && !["ss", "us", "is"].contains(where: word.hasSuffix)
    guard isPlural, word.count > 2 else { return word }
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    if word.hasSuffix("yses") { return word.dropLast(2) + "is" }
    if ["sses", "xes", "ches", "shes", "zzes", "tzes"].contains(where: word.hasSuffix) {
      return String(word.dropLast(2))
    }
    if word.hasSuffix("uses"), !word.hasSuffix("auses"), !word.hasSuffix("ouses") {
      return String(word.dropLast(2))
    }
    return String(word.dropLast())
  }

  private static func inflectLast(of name: String, _ inflect: (String) -> String) -> String {
    guard let underscore = name.lastIndex(of: "_") else { return inflect(name) }
    let last = String(name[name.index(after: underscore)...])
    return name[...underscore] + inflect(last)
  }

  private static let vowels: Set<Character> = ["a", "e", "i", "o", "u"]

  private static let uncountable: Set<String> = [
    "advice", "aircraft", "baggage", "cash", "chassis", "clothing", "deer", "equipment", "evidence",
    "feedback", "fish", "furniture", "hardware", "headquarters", "homework", "information",
    "jewelry", "knowledge", "logistics", "luggage", "machinery", "merchandise", "moose", "music",
    "news", "offspring", "payroll", "progress", "rice", "salmon", "series", "sheep", "shrimp",
    "software", "species", "staff", "traffic", "trout", "weather",
  ]

  /// Nouns whose plural, or whose singular, the rules would miss.
  private static let irregular: [String: String] = [
    "alias": "aliases", "analysis": "analyses", "appendix": "appendices", "atlas": "atlases",
    "axis": "axes", "base": "bases", "bias": "biases", "cache": "caches", "calf": "calves",
    "canvas": "canvases", "child": "children", "cookie": "cookies", "craftsman": "craftsmen",
    "crisis": "crises", "criterion": "criteria", "datum": "data", "diagnosis": "diagnoses",
    "echo": "echoes", "elf": "elves", "epoch": "epochs", "foot": "feet", "gas": "gases",
    "goose": "geese", "half": "halves", "headache": "headaches", "hero": "heroes",
    "hypothesis": "hypotheses", "index": "indices", "knife": "knives", "leaf": "leaves",
    "lens": "lenses", "life": "lives", "loaf": "loaves", "louse": "lice", "man": "men",
    "matrix": "matrices", "medium": "media", "mouse": "mice", "movie": "movies",
    "oasis": "oases", "ox": "oxen", "parenthesis": "parentheses", "person": "people",
    "phenomenon": "phenomena", "pie": "pies", "potato": "potatoes", "quiz": "quizzes",
    "salesman": "salesmen", "self": "selves", "shelf": "shelves", "stomach": "stomachs",
    "synthesis": "syntheses", "thesis": "theses", "thief": "thieves", "tie": "ties",
    "tomato": "tomatoes", "tooth": "teeth", "torpedo": "torpedoes", "use": "uses",
    "vertex": "vertices", "veto": "vetoes", "whiz": "whizzes", "wife": "wives", "wolf": "wolves",
    "woman": "women", "workman": "workmen", "zombie": "zombies",
  ]

  /// Singulars of irregular plurals, second spellings included.
  private static let irregularSingular: [String: String] = {
    var result = ["indexes": "index", "matrixes": "matrix", "mediums": "medium"]
    for (singular, plural) in irregular { result[plural] = singular }
    return result
  }()
}
