// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'list.title': undefined
  'list.back': undefined
  'list.intro': undefined
  'list.method': undefined
  'list.caption': undefined
  'list.property': undefined
  'list.version': undefined
  'list.values': undefined
  'list.suspect': undefined
  'list.failed': undefined
  'list.draft': undefined
  'list.counted': undefined
  'version.none': undefined
  'version.proposed': undefined
  'version.since': { date: string | number; version: string | number }
  'form.title': { property: string | number }
  'form.back': undefined
  'form.now': { version: string | number }
  'form.intro': undefined
  'form.ask': undefined
  'form.others': undefined
  'form.save': undefined
  'form.versions': undefined
  'form.backTo': undefined
  'form.history': undefined
  'about.gross-range': undefined
  'about.climatology': undefined
  'about.percentile-range': undefined
  'about.spike': undefined
  'about.rate-of-change': undefined
  'about.flat-line': undefined
  'about.attenuated-signal': undefined
  'about.consistency': undefined
  'about.time-gap': undefined
  'about.impossible-date': undefined
  'about.location': undefined
  'about.robust-consistency': undefined
  'about.buddy': undefined
  'about.spatial-consistency': undefined
  'about.isolation': undefined
  'field.suspectBelow': undefined
  'field.suspectAbove': undefined
  'field.failBelow': undefined
  'field.failAbove': undefined
  'field.months': undefined
  'pick.monthsHint': undefined
  'field.low': undefined
  'field.high': undefined
  'field.padSpans': undefined
  'field.suspectOff': undefined
  'field.failOff': undefined
  'field.method': undefined
  'field.suspectPerMinute': undefined
  'field.failPerMinute': undefined
  'field.suspectHours': undefined
  'field.failHours': undefined
  'field.tolerance': undefined
  'field.mayStay': undefined
  'field.suspectMoves': undefined
  'field.failMoves': undefined
  'field.periodHours': undefined
  'field.measure': undefined
  'field.with': undefined
  'field.suspectRoom': undefined
  'field.suspectShare': undefined
  'field.failRoom': undefined
  'field.failShare': undefined
  'field.gapHours': undefined
  'field.slackMinutes': undefined
  'field.stepMetres': undefined
  'field.radiusKm': undefined
  'field.leastDeviation': undefined
  'field.suspectTimes': undefined
  'field.failTimes': undefined
  'field.aboveTimes': undefined
  'field.belowTimes': undefined
  'field.leastNeighbours': undefined
  'pick.choose': undefined
  'pick.bothWays': undefined
  'choice.median': undefined
  'choice.average': undefined
  'choice.differential': undefined
  'choice.deviation': undefined
  'choice.range': undefined
  'error.noTests': undefined
  'error.needed': undefined
  'error.number': undefined
  'error.whole': undefined
  'error.least': { least: string | number }
  'error.above': { least: string | number }
  'error.most': { most: string | number }
  'error.choice': undefined
  'error.property': undefined
  'error.values': undefined
  'error.months': { line: string | number }
  'error.order': undefined
  'error.crossed': undefined
  'error.inside': undefined
  'error.both': undefined
  'error.oneOfBoth': undefined
  'error.schema': { wrong: string | number }
  'error.reason': undefined
  'error.moved': undefined
  'draft.none': undefined
  'draft.title': { property: string | number }
  'draft.intro': undefined
  'draft.caption': undefined
  'draft.test': undefined
  'draft.level': undefined
  'draft.now': undefined
  'draft.then': undefined
  'draft.same': undefined
  'draft.notAsked': undefined
  'draft.never': undefined
  'draft.change': undefined
  'draft.discard': undefined
  'effect.title': undefined
  'effect.waits': undefined
  'effect.progress': { done: string | number; parts: string | number }
  'effect.again': undefined
  'effect.nothing': undefined
  'effect.looked': { all: string | number; from: string | number; looked: string | number; until: string | number; values: number }
  'effect.sample': undefined
  'effect.hours': { all: string | number; looked: string | number; means: number }
  'effect.caption': undefined
  'effect.test': undefined
  'effect.inHours': undefined
  'effect.suspectNow': undefined
  'effect.suspectThen': undefined
  'effect.failedNow': undefined
  'effect.failedThen': undefined
  'effect.total': undefined
  'effect.noChange': undefined
  'effect.other': undefined
  'effect.changed': undefined
  'effect.sensor': undefined
  'publish.title': undefined
  'publish.intro': undefined
  'publish.reason': undefined
  'publish.hint': undefined
  'publish.do': undefined
  'method.change': undefined
}
