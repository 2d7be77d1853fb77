// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'grey.title': undefined
  'grey.count': { count: number }
  'grey.why': undefined
  'grey.table': undefined
  'grey.when': undefined
  'grey.value': undefined
  'grey.thought': undefined
  'grey.because': undefined
  'grey.newest': { count: string | number }
  'grey.rules': { version: string | number }
  'grey.method': undefined
  'grey.true': undefined
  'grey.points': undefined
  'flag.2': undefined
  'flag.3': undefined
  'flag.4': undefined
  'test.gross-range': undefined
  'test.climatology': undefined
  'test.percentile-range': undefined
  'test.spike': undefined
  'test.rate-of-change': undefined
  'test.flat-line': undefined
  'test.attenuated-signal': undefined
  'test.consistency': undefined
  'test.time-gap': undefined
  'test.impossible-date': undefined
  'test.location': undefined
  'test.robust-consistency': undefined
  'test.buddy': undefined
  'test.spatial-consistency': undefined
  'test.isolation': undefined
  'limit.gross-range': { from: string | number; to: string | number }
  'limit.climatology': undefined
  'limit.percentile-range': undefined
  'limit.spike': { limit: string | number }
  'limit.rate-of-change': { limit: string | number }
  'limit.flat-line': { hours: number }
  'limit.attenuated-signal': { hours: number; limit: string | number }
  'limit.at-most': { limit: string | number; percent: string | number; with: string | number }
  'limit.sum': { limit: string | number; percent: string | number }
  'limit.time-gap': { hours: number }
  'limit.ahead': { minutes: number }
  'limit.farAhead': { minutes: number }
  'limit.location': undefined
  'limit.deviations': { count: string | number; km: string | number }
  'limit.isolation': { count: string | number; km: string | number }
  'method.title': undefined
  'method.intro': undefined
  'method.flags': undefined
  'method.good': undefined
  'method.untested': undefined
  'method.suspect': undefined
  'method.failed': undefined
  'method.neighbours': undefined
  'method.proposed': undefined
  'method.version': { date: string | number; version: string | number }
  'method.table': { property: string | number }
  'method.test': undefined
  'method.suspectWhen': undefined
  'method.failedWhen': undefined
  'method.never': undefined
  'method.sources': { property: string | number }
}
