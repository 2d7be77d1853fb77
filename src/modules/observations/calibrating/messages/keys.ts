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
}
