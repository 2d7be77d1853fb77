// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'import.noLine': undefined
  'import.nothing': undefined
  'import.pieces': { count: number }
  'import.unreadable': { file: string | number }
  'ask.title': undefined
  'ask.lead': undefined
  'ask.legendRoad': undefined
  'ask.legendPlace': undefined
  'ask.road.municipal': undefined
  'ask.road.municipal.hint': undefined
  'ask.road.regional': undefined
  'ask.road.regional.hint': undefined
  'ask.combined': { place: string | number; road: string | number }
  'ask.unknown': undefined
  'ask.unknown.hint': undefined
  'ask.needed': undefined
  menu: undefined
  title: { body: string | number }
  intro: undefined
  order: undefined
  choose: undefined
  inForce: undefined
  inForceSince: { date: string | number; version: string | number }
  none: undefined
  ofRegion: undefined
  draft: undefined
  begin: undefined
  proposal: undefined
  discard: undefined
  'rule.category': undefined
  'rule.road': undefined
  'rule.where': undefined
  'rule.when': undefined
  'rule.to': undefined
  'rule.anyRoad': undefined
  'rule.road.municipal': undefined
  'rule.road.regional': undefined
  'rule.everywhere': undefined
  'rule.members': { body: string | number }
  'rule.count': { count: number }
  'rule.postalCodes': undefined
  'rule.postalCodesHint': undefined
  'rule.postalCodesWrong': { codes: string | number }
  'rule.postalCodesFour': undefined
  'rule.from': undefined
  'rule.until': undefined
  'rule.dateHint': undefined
  'rule.dateWrong': undefined
  'rule.datesWrong': undefined
  'rule.always': undefined
  'rule.period': { from: string | number; until: string | number }
  'rule.since': { from: string | number }
  'rule.before': { until: string | number }
  'rule.municipality': undefined
  'rule.remove': undefined
  'rule.removeThis': { category: string | number }
  'rule.add': undefined
  'rule.addButton': undefined
  'rule.clash': { rule: string | number }
  'rule.tooMany': { max: string | number }
  'rule.toWrong': undefined
  'rule.categoryWrong': undefined
  'test.title': undefined
  'test.lead': undefined
  'test.same': { total: string | number }
  'test.changed': { count: number; total: string | number }
  'test.none': undefined
  'test.report': undefined
  'test.before': undefined
  'test.after': undefined
  'test.asked': undefined
  'test.more': { count: string | number }
  'publish.title': undefined
  'publish.from': undefined
  'publish.fromWrong': undefined
  'publish.reason': undefined
  'publish.reasonHint': undefined
  'publish.reasonNeeded': undefined
  'publish.button': undefined
  'publish.clashes': { rules: string | number }
  'publish.moved': undefined
  versions: undefined
  'versions.version': undefined
  'versions.from': undefined
  'versions.rules': undefined
  'versions.reason': undefined
  'handOver.title': undefined
  'handOver.lead': undefined
  'handOver.to': undefined
  'handOver.choose': undefined
  'handOver.suggested': undefined
  'handOver.toNeeded': undefined
  'handOver.why': undefined
  'handOver.whyHint': undefined
  'handOver.whyNeeded': undefined
  'handOver.button': undefined
  'handOver.closed': undefined
  'handOver.event': { body: string | number }
  'mail.handOverSubject': { body: string | number; number: string | number }
  'mail.handOver': { body: string | number; link: string | number; message: string | number; number: string | number }
  'handOver.gone': undefined
  'rule.toOther': undefined
  'rule.lastPast': undefined
  'rule.whereWrong': undefined
  coming: { date: string | number; version: string | number }
  withdraw: { version: string | number }
  'rule.change': undefined
  'rule.changeTitle': undefined
  'rule.saveButton': undefined
  'rule.cancel': undefined
  'rule.gone': undefined
  'received.lead': undefined
  'received.title': { body: string | number }
  'received.none': undefined
  'received.ofRegion': undefined
  'received.rulesOf': { body: string | number }
  silent: { bodies: string | number }
  'test.fromHint': undefined
  'test.look': undefined
  'test.day': undefined
}
