/// What becomes of an entity's migration.
package enum MigrationChoice: String, Hashable, Sendable, Codable, CaseIterable {
  /// A revision is made, in the same operation.
  case make
  /// It is applied to the database, too, once the files have landed.
  case apply
}
