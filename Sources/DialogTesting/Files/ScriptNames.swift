import DialogDSL

extension Script {
  /// What a text beside the script may name: slots, variables and saved results.
  var names: [String: Scope.Name] {
    var names: [String: Scope.Name] = [:]
    for slot in slots { names[slot.name] = Scope.Name(.slot(slot.name), slot.valueType) }
    for (name, variable) in variables { names[name] = Scope.Name(.variable(name), .slot(variable.type)) }
    for step in steps {
      for name in step.kind.toolUses.compactMap(\.save) { names[name] = Scope.Name(.saved(name), .open) }
    }
    return names
  }

  /// The ids of all that the script can say.
  var promptIDs: Set<String> { Set(allPrompts.map(\.id)) }
}
