// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  'list.title': undefined
  'list.titleIn': { municipality: string | number }
  'list.intro': undefined
  'list.filter': undefined
  'list.property': undefined
  'list.municipality': undefined
  'list.state': undefined
  'list.all': undefined
  'list.allMunicipalities': undefined
  'list.show': undefined
  'list.count': { count: number }
  'list.many': { count: number }
  'list.empty': undefined
  'list.none': undefined
  'list.map': undefined
  'list.mapDescription': undefined
  'list.point': undefined
  'list.newest': undefined
  'list.where': undefined
  'list.more': { count: number }
  'list.tooMany': undefined
  'list.rough': undefined
  'list.levels': undefined
  'list.data': undefined
  'level.below': { to: string | number }
  'level.between': { from: string | number; to: string | number }
  'level.above': { from: string | number }
  'level.nothing': undefined
  'state.fresh': undefined
  'state.silent': undefined
  'state.none': undefined
  'state.silentSince': { at: string | number }
  yes: undefined
  no: undefined
  noValue: undefined
  'thing.streams': undefined
  'thing.noStreams': undefined
  'thing.demo': undefined
  'thing.where': undefined
  'thing.map': undefined
  'thing.mapDescription': undefined
  'thing.allHere': undefined
  'thing.noPlace': undefined
  'thing.rough': undefined
  owner: undefined
  place: undefined
  sensor: undefined
  every: undefined
  'every.seconds': { count: number }
  'every.minutes': { count: number }
  'every.hours': { count: number }
  'every.days': { count: number }
  'stream.since': undefined
  'stream.values': { count: number }
  'stream.point': undefined
  licence: undefined
  'licence.none': undefined
  'period.label': undefined
  'period.day': undefined
  'period.week': undefined
  'period.month': undefined
  'period.year': undefined
  'period.earlier': undefined
  'period.later': undefined
  'period.newest': undefined
  'period.range': { from: string | number; until: string | number }
  'chart.raw': { property: string | number }
  'chart.hour': { property: string | number }
  'chart.day': { property: string | number }
  'chart.lowest': undefined
  'chart.mean': undefined
  'chart.highest': undefined
  'chart.gap': undefined
  'chart.empty': undefined
  'words.title': { property: string | number }
  'words.from': undefined
  'words.until': undefined
  'words.what': undefined
  'words.times': undefined
  'words.cutOff': { count: number }
  'use.title': undefined
  'use.csv': undefined
  'use.text': undefined
  'error.thing': undefined
  'error.stream': undefined
  task: undefined
  'task.text': undefined
  'nearby.title': undefined
  'nearby.none': undefined
  'nearby.more': undefined
  'sensor.when': undefined
  'use.program': undefined
  'period.days': { from: string | number; until: string | number }
  'error.toMap': undefined
  state: undefined
  'use.thingsOf': undefined
  'use.csvOf': undefined
  'use.rolledOf': undefined
  'time.summer': undefined
  'time.winter': undefined
  'list.countHere': { count: number }
  'list.whole': undefined
  'stream.released': undefined
}
