// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  intro: undefined
  none: undefined
  name: undefined
  nameHint: undefined
  nameNeeded: undefined
  body: undefined
  bodyHint: undefined
  bodyNeeded: undefined
  choose: undefined
  kind: undefined
  'kind.sensor-community': undefined
  'kind.telraam': undefined
  'kind.waterinfo': undefined
  'kind.sensorthings': undefined
  'about.sensor-community': undefined
  'about.telraam': undefined
  'about.waterinfo': undefined
  'about.sensorthings': undefined
  add: undefined
  addTitle: { kind: string | number }
  change: undefined
  changeTitle: { name: string | number }
  save: undefined
  address: undefined
  addressHint: undefined
  addressUsual: { address: string | number }
  addressWrong: undefined
  addressItself: undefined
  area: undefined
  areaHint: undefined
  areaWrong: undefined
  'ids.telraam': undefined
  'ids.waterinfo': undefined
  'ids.sensorthings': undefined
  'ids.sensor-community': undefined
  idsHint: undefined
  idsOrArea: undefined
  idsWrong: undefined
  eitherNeeded: undefined
  every: undefined
  everyMinutes: { count: number }
  everyHours: { count: number }
  everyWrong: undefined
  everyTooOften: { asked: string | number; most: string | number }
  days: undefined
  daysWrong: undefined
  key: undefined
  keyHint: undefined
  keyKept: undefined
  keyNeeded: undefined
  keyAgain: undefined
  keyWrong: undefined
  state: undefined
  'state.paused': undefined
  'state.running': undefined
  'state.new': undefined
  'state.works': undefined
  'state.fails': undefined
  'state.waits': undefined
  next: undefined
  worked: undefined
  never: undefined
  wrong: undefined
  answered: undefined
  counts: undefined
  countsText: { all: string | number; known: string | number; refused: string | number; stored: string | number }
  asked: undefined
  askedText: { asked: string | number; most: string | number }
  what: undefined
  whatIds: { count: number }
  whatAll: undefined
  pause: undefined
  resume: undefined
  run: undefined
  remove: undefined
  removeTitle: { name: string | number }
  removeMeans: undefined
  sure: undefined
  sureTick: undefined
  unknown: undefined
  'problem.unreachable': undefined
  'problem.no-answer': undefined
  'problem.too-large': undefined
  'problem.not-json': undefined
  'problem.not-understood': undefined
  'problem.key-refused': undefined
  'problem.key-lost': undefined
  'problem.refused': undefined
  'problem.moved': undefined
  'problem.too-busy': undefined
  'problem.broken': undefined
  'problem.loop': undefined
  'problem.paging': undefined
  'problem.nothing-there': undefined
  'problem.unit-changed': undefined
  'problem.budget': undefined
  'problem.unforeseen': undefined
  'lorawan.notAnUplink': { why: string | number }
  'lorawan.title': undefined
  'lorawan.intro': undefined
  'lorawan.keys': undefined
  'lorawan.usual': undefined
  'lorawan.application': undefined
  'lorawan.applicationHint': undefined
  'lorawan.applicationWrong': undefined
  'lorawan.applicationTaken': undefined
  'lorawan.add': undefined
  'lorawan.fields': undefined
  'lorawan.fieldsHint': undefined
  'lorawan.words': undefined
  'lorawan.word': undefined
  'lorawan.unit': undefined
  'lorawan.wrong.form': { line: string | number }
  'lorawan.wrong.property': { line: string | number }
  'lorawan.wrong.unit': { line: string | number }
  'lorawan.wrong.unit-differs': { line: string | number }
  'lorawan.wrong.twice': { line: string | number }
  'lorawan.wrong.too-many': { line: string | number }
  'lorawan.others': undefined
  'lorawan.others.wait': undefined
  'lorawan.others.ignore': undefined
  'lorawan.othersNeeded': undefined
  'lorawan.removeMeans': undefined
  'lorawan.unknown': undefined
  refused: undefined
  'lorawan.atHome': undefined
  'lorawan.atHome.no': undefined
  'lorawan.atHome.yes': undefined
}
