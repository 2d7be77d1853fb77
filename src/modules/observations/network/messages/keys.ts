// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  filter: undefined
  narrow: undefined
  all: undefined
  owner: undefined
  municipality: undefined
  property: undefined
  states: undefined
  state: undefined
  count: undefined
  'state.fresh': undefined
  'state.silent': undefined
  'state.none': undefined
  hours: undefined
  'hours.values': { count: number }
  'hours.gap': undefined
  'hours.counted': { time: string | number }
  refused: undefined
  'refused.none': undefined
  'refused.caption': undefined
  'refused.why': undefined
  'refused.where': undefined
  'refused.count': undefined
  'refused.newest': undefined
  'refused.example': undefined
  resident: undefined
  'source.mqtt': undefined
  'source.key': undefined
  'source.file': { format: string | number }
  residents: undefined
  'residents.counts': { count: number }
  'residents.connect': { count: number }
  'residents.objections': { count: number }
  'residents.hidden': { count: number }
  'residents.all': undefined
  'residents.caption': undefined
  'residents.name': undefined
  'residents.kit': undefined
  'residents.toDo': undefined
  'toDo.objection': undefined
  'toDo.hidden': undefined
  'toDo.connect': undefined
  'toDo.nothing': undefined
  files: undefined
  'imports.none': undefined
  'imports.caption': undefined
  'imports.file': undefined
  'imports.lines': undefined
  'imports.began': undefined
  'archive.none': undefined
  'archive.some': { count: number; dropped: number; newest: string | number }
  'list.fresh': { count: number }
  'list.silent': { count: number }
  'list.none': { count: number }
  'list.what': undefined
  'list.last': undefined
  'list.never': undefined
  'list.csv': undefined
  'list.json': undefined
  'group.title': undefined
  'group.none': undefined
  'group.done': { again: string | number; stored: string | number }
  'group.again': undefined
  'group.againHint': undefined
  'group.caption': undefined
  'group.came': undefined
  'group.line': undefined
  'group.text': undefined
  'group.more': undefined
  'one.title': undefined
  'one.gone': undefined
  'one.mend': undefined
  'one.text': undefined
  'one.again': undefined
  'one.stillRefused': { why: string | number }
  'one.drop': undefined
  'one.dropHint': undefined
  'one.sure': undefined
  'one.sureNeeded': undefined
  'one.dropSend': undefined
  'connect.title': undefined
  'connect.ttn': undefined
  'connect.sensorCommunity': undefined
  'connect.send': undefined
  'hide.title': undefined
  'hide.text': undefined
  'hide.reason': undefined
  'hide.reasonHint': undefined
  'hide.needed': undefined
  'hide.long': undefined
  'hide.send': undefined
  'show.title': undefined
  'show.reason': undefined
  'show.objection': undefined
  'show.send': undefined
  'hours.none': undefined
  'source.lorawan': undefined
  'source.sensorthings': undefined
  'connect.how': undefined
  'connect.device': undefined
  'connect.deviceHint': undefined
  'connect.deviceWrong': undefined
}
