import pg from 'pg'

type Read = (text: string) => unknown

/** `text[]`, by which every other array is read. A plain number: the driver's own list lacks it. */
const TEXT_ARRAY: number = 1009

/** What comes back for each PostgreSQL type (object identifiers of `pg_type`; arrays have their own). */
const READERS: ReadonlyMap<number, Read> = new Map<number, Read>([
  ...withArray(20, 1016, readWhole), // int8
  ...withArray(1700, 1231, Number), // numeric
  ...withArray(1184, 1185, readInstant), // timestamptz
  ...withArray(1082, 1182, (text) => Temporal.PlainDate.from(text)), // date
  ...withArray(1114, 1115, (text) => Temporal.PlainDateTime.from(text)), // timestamp
  ...withArray(1083, 1183, (text) => Temporal.PlainTime.from(text)), // time
  ...withArray(1186, 1187, (text) => text), // interval: as PostgreSQL writes it
])

/** The readers of this house; everything else (text, numbers, booleans, JSON, bytes) is read as `pg` does. */
export const resultTypes = {
  getTypeParser(type: number, format?: 'text' | 'binary'): Read {
    return READERS.get(type) ?? pg.types.getTypeParser(type, format)
  },
}

function withArray(type: number, arrayType: number, read: Read): [number, Read][] {
  const readTexts: Read = pg.types.getTypeParser(TEXT_ARRAY)
  const each = (part: unknown): unknown =>
    Array.isArray(part) ? part.map(each) : part === null ? null : read(String(part))
  return [
    [type, read],
    [arrayType, (text) => each(readTexts(text))],
  ]
}

function readWhole(text: string): number {
  const whole = Number(text)
  if (!Number.isSafeInteger(whole))
    throw new RangeError(`The bigint ${text} does not fit in a number: cast it to text.`)
  return whole
}

/** PostgreSQL writes `2025-03-30 01:00:00.5+00`, with a space instead of the T of ISO 8601. */
function readInstant(text: string): Temporal.Instant {
  if (text.endsWith('infinity')) throw new RangeError('An infinite timestamptz has no Temporal.Instant: use null.')
  return Temporal.Instant.from(text)
}
