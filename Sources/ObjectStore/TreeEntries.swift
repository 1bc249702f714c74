/// The entries of a tree object, as far as it is well formed.
package struct TreeEntries: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The next entry's id, and whether it is a tree itself.
  package mutating func next() -> (id: ObjectID, isTree: Bool)? {
    let mode = rest.prefix { $0 != 0x20 }
    guard let end = rest.firstIndex(of: 0), rest.endIndex - end > 20 else { return nil }
    let id = ObjectID(digest: rest[(end + 1)...(end + 20)])
    rest = rest[(end + 21)...]
    return (id, mode.elementsEqual("40000".utf8))
  }
}
