/** Why something that came in was not understood. The codes are kept with what was refused. */
export const REFUSALS = {
  'line-broken': 'This line has more cells than there are columns, or is no good JSON.',
  'line-too-long': 'This line is longer than a million signs.',
  'file-damaged': 'The file is damaged or stops here; everything before it was read.',
  'nothing-measured': 'Nothing was measured: every value is missing.',
  'key-missing': 'It does not say which thing measured.',
  'key-too-long': 'The name of what measured, with that of its values, is longer than 500 signs.',
  'time-unknown': 'This is not a time as the format says.',
  'time-does-not-exist': 'The clocks of that place never showed this time.',
  'time-out-of-range': 'The time is before 1900 or after 2100.',
  'time-ahead':
    'The time is more than a day ahead: is the clock of the device right? A forecast says so with properties.isForecast.',
  'time-long-ago': 'The time is more than ten years ago: is the clock of the network right?',
  'interval-wrong': 'The end is before the beginning.',
  'number-unknown': 'This is not a number, or too large a one.',
  'truth-unknown': 'This is neither true nor false.',
  'text-too-long': 'This text is longer than 10,000 signs.',
  'json-wrong': 'This is no good JSON, or no list of numbers.',
  'property-unknown': 'The format does not know what is observed here.',
  'unit-differs': 'This unit cannot be told in the unit of the datastream.',
  'payload-not-decoded': 'The network did not decode what the device sent: choose a payload formatter there.',
  'observation-wrong': 'This is no observation.',
  'place-at-home': 'What hangs at somebody’s home names no place of its own. Leave FeatureOfInterest out.',
  'datastream-differs': 'This came in for another Datastream than it names.',
  'result-missing': 'There is no result.',
  'json-too-long': 'The result or the parameters are longer than 100,000 signs.',
  'parameters-wrong': 'The parameters are no object of JSON.',
  'valid-time-wrong': 'validTime is a beginning and an end with a slash between them.',
  'feature-unknown': 'The FeatureOfInterest is not there. Name it by its @iot.id.',
  'datastream-not-named': 'It does not say which Datastream it is for.',
  'member-unknown': 'There is something in it that we do not know.',
  'message-too-large': 'The message is too large.',
  'cells-missing': 'There are not as many values as columns.',
  'mended-wrong': 'What you mended is no list of JSON any more, such as ["k1", "2026-03-02 11:00", "5"].',
  'part-wrong': 'A part of this line is still not understood.',
  'format-unknown': 'This format is not known any more.',
  'datastream-not-yours': 'The datastream belongs to somebody else.',
  'result-of-another-kind': 'The result is not of the kind that the datastream has.',
  'says-more':
    'The key of a resident sends times and results only: leave out parameters, resultQuality and FeatureOfInterest.',
  'sensor-stopped': 'This sensor ended, is paused or is hidden: nothing of it is taken in.',
  'month-closed': 'This month went to the archive: nothing is taken in any more.',
  'datastream-gone': 'The datastream is not there any more.',
} as const
export type RefusalCode = keyof typeof REFUSALS

/** Something that was not understood: why, and the text that it is about. */
export interface Refusal {
  readonly code: RefusalCode
  readonly detail: string
}

/** A refusal; of the text the first 100 signs are kept. */
export function refusal(code: RefusalCode, detail = ''): Refusal {
  return { code, detail: detail.slice(0, 100) }
}

/** A sentence for the person who sent it. */
export function sentenceOf({ code, detail }: Refusal): string {
  return detail === '' ? REFUSALS[code] : `${REFUSALS[code]} ("${detail}")`
}
