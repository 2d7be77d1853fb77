// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'block.title': undefined
  'block.reference': undefined
  'block.none': undefined
  'block.set': undefined
  'block.interval': { half: string | number }
  'block.figures': undefined
  'block.heldOut': undefined
  'block.beside': undefined
  'block.json': undefined
  'verdict.raw': undefined
  'verdict.calibrated': undefined
  'verdict.unfit': undefined
  'figure.version': undefined
  'figure.since': { date: string | number; version: string | number }
  'figure.rmse': undefined
  'figure.raw': undefined
  'figure.r2': undefined
  'figure.hours': undefined
  'figure.asked': undefined
  'figure.askedR2': { asked: string | number }
  'figure.askedRmse': { asked: string | number }
  'reference.title': { name: string | number }
  'reference.back': undefined
  'reference.intro': { metres: string | number }
  'reference.question': undefined
  'reference.yes': undefined
  'reference.no': undefined
  'reference.save': undefined
  'reference.needed': undefined
  'reference.notNumber': undefined
  'corrected.timeWrong': undefined
  'corrected.spanWrong': undefined
  'corrected.tooMany': undefined
  'corrected.archived': { months: string | number }
  'values.label': undefined
  'values.raw': undefined
  'values.corrected': undefined
  'chart.title': { name: string | number }
  'chart.low': undefined
  'chart.high': undefined
  'chart.raw': undefined
  'chart.note': undefined
  'chart.none': undefined
  'chart.missing': undefined
  'clock.listTitle': undefined
  'clock.intro': undefined
  'clock.none': undefined
  'clock.title': { name: string | number }
  'clock.nothing': undefined
  'clock.slow': { hours: string | number }
  'clock.fast': { hours: string | number }
  'clock.right': undefined
  'clock.meaning': undefined
  'clock.compared': undefined
  'clock.neighbours': { count: number }
  'clock.stretch': undefined
  'clock.days': { from: string | number; until: string | number }
  'clock.now': undefined
  'clock.moved': undefined
  'clock.weeks': undefined
  'clock.agree': { agree: string | number; all: string | number }
  'clock.question': undefined
  'clock.accept': undefined
  'clock.acceptHint': undefined
  'clock.refuse': undefined
  'clock.reason': undefined
  'clock.reasonNeeded': undefined
  'clock.long': undefined
  'clock.needed': undefined
  'clock.gone': undefined
  'clock.own': undefined
  'clock.noted': { date: string | number; hours: string | number }
}
