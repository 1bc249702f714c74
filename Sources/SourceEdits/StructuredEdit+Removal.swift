extension StructuredEdit {
  /// Whether it takes something away.
  package var isRemoval: Bool {
    switch self {
    case .removeImport, .unregisterRouter, .removeClass, .removeAttribute, .removeModuleImport,
      .removeModuleExport, .removeElement, .unsetEnvironment, .removeJSONMember, .removeYAMLEntry,
      .removeTOMLElement, .removeRequirement:
      true
    case .addImport, .registerRouter, .appendClass, .addAttribute, .addModuleImport,
      .addModuleExport, .addElement, .setEnvironment, .addJSONMember, .addYAMLEntry,
      .addTOMLElement, .addRequirement:
      false
    }
  }
}
