import {
  checkColumns,
  copyColumns,
  gatherColumns,
  isSameRow,
  joinColumns,
  sliceColumns,
  type Columns,
} from './columns.ts'
import { FLAG } from './flags.ts'
import { kindOf } from './judge-series.ts'
import type { Found, Mode, TimeTest } from './time-test.ts'

/** What is known after a piece was fed. Points are counted from the first one that was ever fed. */
export interface Told {
  /** The first point that these flags are about: the first that was not final before. */
  readonly from: number
  readonly flags: Uint8Array
  /** Points before this one keep their flag; those from here on are judged as though the series ended here, and told again. */
  readonly final: number
  /** How many points of this piece came after a later one: they get 2. Judge their stretch again as a whole. */
  readonly late: number
}

/** A series that is judged in pieces. */
export interface Stream {
  readonly feed: (piece: Columns) => Told
  /** The flags that waited for more, now final. The stream is closed. */
  readonly end: () => Told
}

const NONE: Columns = { time: new Float64Array(), value: new Float64Array() }
const SETTLED = -1

/**
 * Judges a series in pieces of any length. For points in order of time the flags are those of `judgeWith`, however they are cut. It keeps the
 * last points that a flag may wait for or look back on. Throws a RangeError when the test needs something of the whole series and `found`,
 * from a run over a whole series before, is not given.
 */
export function openStreamOf<Parameters>(
  test: TimeTest<Parameters>,
  given: unknown,
  mode: Mode,
  found?: Found,
): Stream {
  const parameters = test.parameters.parse(given)
  if (found === undefined && test.find?.(NONE, parameters, mode) !== undefined)
    throw new RangeError(`${test.name} is about the whole series: give what an earlier run found in it.`)
  const machine = test.machine(parameters, mode, found ?? {})
  const picks = mode === 'default' && test.order === 'time'
  let [tail, known, latest, latestFlag] = [NONE, 0, -Infinity, 0]
  let latestRow = { columns: NONE, place: 0 }
  // Of each point that is not final: its flag, and the number of the moment that decides it.
  let [first, flags, moments] = [0, new Uint8Array(), new Float64Array()]

  /** Chooses what is compared, and says of the rest what it is. */
  function pick(piece: Columns, into: { flags: Uint8Array; moments: Float64Array; at: number }): Picked {
    const places = new Uint32Array(piece.time.length)
    let [count, late] = [0, 0]
    for (let i = 0; i < piece.time.length; i += 1) {
      const at = piece.time[i] as number
      const kind = picks ? kindOf(test, piece, i) : FLAG.good
      let [flag, moment] = [kind, SETTLED]
      if (kind !== FLAG.good || (picks && Number.isNaN(at))) flag = kind === FLAG.good ? FLAG.unknown : kind
      else if (!picks || at > latest) {
        moment = known + count
        places[count++] = i
        latest = at
        latestRow = { columns: piece, place: i }
      } else if (at === latest && isSameRow(piece, i, latestRow.columns, latestRow.place)) moment = known + count - 1
      else {
        flag = FLAG.unknown
        if (at < latest) late += 1
      }
      into.flags[into.at + i] = flag
      into.moments[into.at + i] = moment
    }
    if (latestRow.columns === piece) latestRow = { columns: gatherColumns(piece, [latestRow.place], 1), place: 0 }
    return { columns: count === piece.time.length ? piece : gatherColumns(piece, places, count), count, late }
  }

  function feed(piece: Columns): Told {
    checkColumns(piece, test.needs)
    const waiting = flags.length
    const into = { ...grown(flags, moments, piece.time.length), at: waiting }
    const { columns, count, late } = pick(piece, into)
    const from = tail.time.length
    const both = joinColumns(tail, columns)
    const some = new Uint8Array(from + count)
    machine.judge(both, from, from + count, some)
    known += count
    const firstMoment = known - some.length
    const firstTold = firstMoment + Math.max(0, from - machine.lag)
    const firstOpen = known - machine.lag
    let final = into.flags.length
    for (let k = into.flags.length - 1; k >= 0; k -= 1) {
      const moment = into.moments[k] as number
      if (moment === SETTLED) continue
      into.flags[k] = moment >= firstTold ? (some[moment - firstMoment] as number) : latestFlag
      if (moment >= firstOpen) final = k
    }
    latestFlag = some.at(-1) || latestFlag
    tail = copyColumns(sliceColumns(both, Math.max(0, from + count - machine.lag - machine.back)))
    const told = { from: first, flags: into.flags, final: first + final, late }
    flags = into.flags.slice(final)
    moments = into.moments.slice(final)
    first += final
    return told
  }

  return {
    feed,
    end: () => ({ from: first, flags, final: first + flags.length, late: 0 }),
  }
}

interface Picked {
  readonly columns: Columns
  readonly count: number
  readonly late: number
}

function grown(flags: Uint8Array, moments: Float64Array, by: number): { flags: Uint8Array; moments: Float64Array } {
  const more = { flags: new Uint8Array(flags.length + by), moments: new Float64Array(flags.length + by) }
  more.flags.set(flags)
  more.moments.set(moments)
  return more
}
