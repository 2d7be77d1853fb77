// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  table: undefined
  csv: undefined
  none: undefined
  missing: undefined
  when: undefined
  what: undefined
  value: undefined
  most: { most: string | number; value: string | number }
  least: { least: string | number; value: string | number }
  places: { count: number }
  one: { at: string | number; value: string | number }
  equal: { value: string | number }
  rising: undefined
  falling: undefined
  steady: undefined
  unclear: undefined
  gaps: { all: number; missing: number }
  of: { name: string | number; text: string | number }
  notFromZero: { from: string | number }
  unfinished: { at: string | number }
  lower: undefined
  middle: undefined
  upper: undefined
  bandLegend: { lower: string | number; upper: string | number }
  sameScale: { from: string | number; to: string | number }
  top: { value: string | number }
  tooLong: { rows: number }
  steps: { from: string | number; to: string | number }
  squares: { missing: string | number }
  legend: undefined
  fromTo: { from: string | number; to: string | number }
  cell: { column: string | number; row: string | number }
  quartiles: undefined
  dash: { missing: string | number }
}
