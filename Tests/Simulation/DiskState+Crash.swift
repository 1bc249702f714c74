/// A seeded generator (SplitMix64), so that every outcome can be played again.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64
  package init(seed: UInt64) { state = seed }
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension DiskState {
  /// What a power cut makes of one file that was not flushed.
  package enum FileFate: CaseIterable, Sendable { case old, new, torn, garbage }

  /// One power cut's choice: which name changes survive and what becomes of unflushed files.
  package struct Outcome: Sendable {
    var survives: [Bool]
    /// Of renames that do not survive whole: those that survive at their new name only.
    var halves: [Bool]
    var fates: [Int: FileFate]
    var directoryModes: [Int: Bool]
    var seed: UInt64
  }

  /// How many things a power cut would decide now.
  package var openQuestions: Int {
    pending.count { !$0.isDurable } + dirtyFiles.count + dirtyDirectories.count
  }

  private var dirtyFiles: [Int] {
    nodes.compactMap { id, node in
      if case .file(let file) = node, file.flushed != nil { id } else { nil }
    }.sorted()
  }

  private var dirtyDirectories: [Int] {
    nodes.compactMap { id, node in
      if case .directory(let directory) = node, directory.flushedMode != nil { id } else { nil }
    }.sorted()
  }

  /// The power cuts to play: every allowed one while they are few, else the two extremes, each
  /// single survivor and each single loss, and seeded samples.
  package func outcomes(limit: Int, random: inout SeededRandom) -> [Outcome] {
    let (files, directories) = (dirtyFiles, dirtyDirectories)
    let open = pending.indices.filter { !pending[$0].isDurable }
    var total = 1.0
    for _ in files { total *= Double(FileFate.allCases.count) }
    for _ in directories { total *= 2 }
    for index in open { total *= Double(pending[index].fates) }
    var found: [Outcome] = []
    func add(_ choose: (Int) -> Int) {
      // `choose` gives a number below its argument, question by question.
      var survives = [Bool](repeating: true, count: pending.count)
      var halves = [Bool](repeating: false, count: pending.count)
      for index in open {
        let fate = choose(pending[index].fates)
        survives[index] = fate == 1
        halves[index] = fate == 2
      }
      var fates: [Int: FileFate] = [:]
      for id in files { fates[id] = FileFate.allCases[choose(FileFate.allCases.count)] }
      var modes: [Int: Bool] = [:]
      for id in directories { modes[id] = choose(2) == 1 }
      found.append(
        Outcome(
          survives: survives, halves: halves, fates: fates, directoryModes: modes,
          seed: random.next()))
    }
    if total <= Double(limit) {
      for number in 0..<Int(total) {
        var rest = number
        add { count in
          defer { rest /= count }
          return rest % count
        }
      }
      // A file can be torn in many ways: what is left of the limit goes to them.
      guard !files.isEmpty else { return found }
      while found.count < limit { add { Int.random(in: 0..<$0, using: &random) } }
      return found
    }
    if limit < 3 {
      // Too few for the extremes always to be among them.
      for _ in 0..<limit {
        let kind = Int.random(in: 0..<3, using: &random)
        add { kind < 2 ? kind : Int.random(in: 0..<$0, using: &random) }
      }
      return found
    }
    add { _ in 0 }
    add { _ in 1 }
    for index in open.indices.shuffled(using: &random).prefix(limit / 4) {
      for only in 0..<pending[open[index]].fates {
        var question = -1
        add { count in
          question += 1
          if question >= open.count {
            return count == 2 ? 1 : Int.random(in: 0..<count, using: &random)
          }
          return question == index ? only : only == 0 ? 1 : 0
        }
      }
    }
    while found.count < limit { add { Int.random(in: 0..<$0, using: &random) } }
    return Array(found.prefix(limit))
  }

  /// The disk after the power came back: nothing open, all that is there durable.
  package func afterPowerCut(_ outcome: Outcome) -> DiskState {
    var names = durable
    let survives = withDependencies(outcome.survives)
    for (index, change) in pending.enumerated() where survives[index] || outcome.halves[index] {
      // Half of a rename: the new name is there, the old one has not gone.
      for (name, node) in change.names where survives[index] || node != nil { names[name] = node }
    }
    var random = SeededRandom(seed: outcome.seed)
    var result = DiskState()
    result.space = space
    result.clock = clock
    result.nextNode = nextNode
    var children: [Int: [(name: [UInt8], node: Int)]] = [:]
    for (name, node) in names { children[name.directory, default: []].append((name.name, node)) }
    var waiting = [Self.root]
    var links: [Int: UInt64] = [:]
    while let id = waiting.popLast() {
      guard case .directory(var directory) = nodes[id] else { continue }
      directory.entries = [:]
      if let old = directory.flushedMode, outcome.directoryModes[id] == false {
        directory.mode = old
      }
      directory.flushedMode = nil
      for (name, child) in children[id] ?? [] {
        directory.entries[name] = child
        result.durable[Name(directory: id, name: name)] = child
        links[child, default: 0] += 1
        if result.nodes[child] == nil { waiting.append(child) }
      }
      result.nodes[id] = .directory(directory)
      result.mounts[id] = mounts[id]
      for (_, child) in children[id] ?? [] where result.nodes[child] == nil {
        result.mounts[child] = mounts[child]
        result.nodes[child] = nodes[child].map { survivor($0, outcome.fates[child], &random) }
      }
    }
    for (id, count) in links {
      if case .file(var file) = result.nodes[id] {
        file.links = count
        result.nodes[id] = .file(file)
      }
    }
    return result
  }

  /// A directory's removal survives only with all that emptied it: no file system forgets a
  /// directory that its own records say has entries.
  private func withDependencies(_ wanted: [Bool]) -> [Bool] {
    var survives = wanted
    for (index, change) in pending.enumerated().reversed() where survives[index] {
      guard let removed = change.removes else { continue }
      for earlier in 0..<index where !survives[earlier] {
        if pending[earlier].names.contains(where: { $0.name.directory == removed }) {
          survives[earlier] = true
        }
      }
    }
    return survives
  }

  private func survivor(_ node: Node, _ fate: FileFate?, _ random: inout SeededRandom) -> Node {
    guard case .file(var file) = node, let flushed = file.flushed else { return node }
    switch fate ?? .new {
    case .new: break
    case .old:
      file.bytes = flushed.bytes
      file.mode = flushed.mode
      file.attributes = flushed.attributes
    case .torn: file.bytes = torn(file.bytes, flushed, &random)
    case .garbage:
      for range in flushed.written {
        for index in range where index < file.bytes.count {
          file.bytes[index] = UInt8.random(in: 0...255, using: &random)
        }
      }
    }
    file.flushed = nil
    return .file(file)
  }

  /// Pieces of what was written, of a size that is the same for all, each old or new; the length is
  /// one of the two or between.
  private func torn(
    _ bytes: [UInt8], _ flushed: Flushed, _ random: inout SeededRandom
  ) -> [UInt8] {
    var result = bytes
    let piece = [64, 512, 4096].randomElement(using: &random) ?? 512
    for range in flushed.written {
      var start = range.lowerBound
      // One cut at any byte or none, and whole pieces lost.
      let isCut = Bool.random(using: &random)
      let cut =
        isCut
        ? Int.random(in: range.lowerBound...range.upperBound, using: &random) : range.upperBound
      while start < range.upperBound {
        let end = min((start / piece + 1) * piece, range.upperBound)
        let isLost = start >= cut || Int.random(in: 0..<3, using: &random) == 0
        if isLost {
          for index in max(start, min(cut, end))..<end where index < result.count {
            result[index] = index < flushed.bytes.count ? flushed.bytes[index] : 0
          }
        }
        start = end
      }
    }
    if flushed.bytes.count < result.count, Bool.random(using: &random) {
      result.removeLast(
        Int.random(in: 0...(result.count - flushed.bytes.count), using: &random))
    }
    return result
  }
}
