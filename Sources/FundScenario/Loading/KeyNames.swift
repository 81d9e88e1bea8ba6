import FundFormula

/// What keys are called that are no declared fields: those at the top of a file, beside the fields of a record, and within
/// values. Sheets print these names, and ``PrintedNames`` reads them.
enum KeyNames {
  typealias Name = (key: String, name: Bilingual)

  /// What stands beside the sections.
  static let top: [Name] = [
    ("fundsim", Bilingual(en: "format version", zh: "格式版本")), ("title", Bilingual(en: "title", zh: "标题")),
    ("summary", Bilingual(en: "summary", zh: "说明")), ("extends", Bilingual(en: "base file", zh: "基础情景文件")),
    ("replaces", Bilingual(en: "sections replaced", zh: "整栏替换")),
  ]

  /// What stands beside the fields of a record.
  static let beside: [Name] = [
    ("kind", Bilingual(en: "rule", zh: "资金规则")), ("label", Bilingual(en: "name", zh: "名称")),
    ("note", Bilingual(en: "note", zh: "备注")), ("group", Bilingual(en: "group", zh: "所属类别")),
  ]

  static let texts: [Name] = [
    ("en", Bilingual(en: "English", zh: "英文")), ("zh", Bilingual(en: "Chinese", zh: "中文")),
  ]

  static let schedules: [Name] = [
    ("from", Bilingual(en: "from", zh: "起")), ("to", Bilingual(en: "to", zh: "止")),
    ("profile", Bilingual(en: "profile", zh: "分布")), ("shares", Bilingual(en: "shares", zh: "分期")),
    ("follow", Bilingual(en: "following", zh: "随付")),
  ]

  static let numbers: [Name] = [
    ("values", Bilingual(en: "values", zh: "历年")), ("unit", SheetColumn.unit.title),
    ("source", SheetColumn.source.title),
  ]
}
