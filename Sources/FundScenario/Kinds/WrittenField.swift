import FundModel

extension FieldDeclaration {
  /// How the field is read, described and written. The only place that tells the forms apart.
  var written: any KindOfField {
    switch kind.form {
    case .number: NumberKind(self)
    case .structural: StructuralKind(self)
    case .choice: ChoiceKind(self)
    case .flag: FlagKind(self)
    case .text: TextKind(self)
    case .party: PartyKind(self)
    case .fact: FactKind(self)
    case .costs: NamesKind(self, of: .costs)
    case .funding: NamesKind(self, of: .funding)
    case .operations: NamesKind(self, of: .operations)
    case .gates: NamesKind(self, of: .gates)
    case .schedule: ScheduleKind(self)
    case .moment: MomentKind(self)
    case .date: DateKind(self)
    case .numbers: NumbersKind(self)
    case .dates: DatesKind(self)
    case .path: PathKind(self)
    case .published: PublishedKind(self)
    case .measured: MeasuredKind(self)
    case .measuredNumbers: MeasuredNumbersKind(self)
    }
  }
}
