internal import Patch
internal import ProjectModel

/// What is known of the targets of an entity's references: by their models, else by their entity
/// files.
struct ContractTargets<Tree: ReadableTree> {
  let resolution: EntityContract.Resolution
  let frontend: Frontend
  let backend: Backend?
  let tree: Tree

  private var models: ModelsFinding? { backend?.models }

  /// A target, and the name in Python of the text that stands for its rows.
  struct Known {
    let target: EntityContract.Target
    let label: String?
  }

  /// The target of a relationship.
  ///
  /// - Parameters:
  ///   - listing: Whether the entity itself has a list.
  ///   - own: What its backend offers.
  func target(
    of relationship: Relationship, listing: Bool, offer own: EntityContract.Offer
  ) throws(GenerationError) -> Known {
    let isSelf = relationship.target == resolution.entity.pascal
    let stored = isSelf ? resolution.entity : try storedEntity(relationship.target)
    let entity =
      stored
      ?? Entity(name: NameCase.snake(relationship.target), pascal: relationship.target)
    let model = models?.model(named: relationship.target)
    let label = isSelf ? entity.label : model.map(\.label) ?? stored?.label
    let attributes = model?.attributes ?? entity.fields.map(\.name)
    let files = try FrontendFiles(entity: entity, frontend: frontend)
    let hasList = isSelf ? listing : try lists(files.files.routes)
    let offer = isSelf ? own : try self.offer(of: entity)
    func wire(_ name: String) -> String {
      offer.snakeCaseOnTheWire ? name : NameCase.camel(name)
    }
    return Known(
      target: EntityContract.Target(
        names: EntityNames(entity), isSelf: isSelf, list: files.routePath, hasList: hasList,
        shape: offer.shape,
        key: "id", labels: Self.labels(label, attributes).map(wire)),
      label: label)
  }

  /// The label, then its twin in the other language.
  private static func labels(_ label: String?, _ attributes: [String]) -> [String] {
    guard let label else { return [] }
    guard label.hasSuffix("_en") else { return [label] }
    let twin = String(label.dropLast(3)) + "_ar"
    return attributes.contains(twin) ? [label, twin] : [label]
  }

  /// What the target's router offers; as the generators make it where none stands there.
  private func offer(of entity: Entity) throws(GenerationError) -> EntityContract.Offer {
    guard let backend, let router = EntityContract.Resolution.router(of: entity, in: backend)
    else { return .init() }
    return try OfferReading(entity: entity, backend: backend, router: router).offer(tree)
  }

  private func storedEntity(_ pascal: String) throws(GenerationError) -> Entity? {
    do throws(EntityFileError) {
      return try EntityFile.load(NameCase.snake(pascal), in: tree)
    } catch .refused {
      // The target's file is its own generation's concern.
      return nil
    } catch {
      throw .entityFile(error)
    }
  }

  private func lists(_ directory: RelativePath) throws(GenerationError) -> Bool {
    do throws(TreeError) {
      return try RouteModule.find(in: directory, tree: tree)?.answers("GET") ?? false
    } catch {
      throw .tree(error)
    }
  }
}
