import ProjectModel

/// Entities beside those of ``Samples``.
enum SampleEntities {
  /// Refers to itself and to something unknown; long names and many values.
  static func node() throws -> Entity {
    try EntityDefinition.make(
      name: "order node",
      fields: [
        "title:str:80:required", "amount:decimal:12,3", "extra:json",
        "delivery_state:enum:waiting for payment,in preparation,on the way,delivered:required",
        "parent:ref:OrderNode:cascade", "courier:ref:Courier:set-null",
      ])
  }
}
