/**
 * Units as UCUM codes (https://ucum.org/ucum, case sensitive) and exact conversion: factors are fractions of whole numbers, so that
 * 1,000 µg/m³ is 1 mg/m³ and nothing beside it. Only what sensors of a region speak of; another code is unknown, not guessed.
 */

/** The value in base units is `value × top / bottom`, after `offset` was added (degrees of temperature). */
interface Unit {
  readonly top: bigint
  readonly bottom: bigint
  /** Powers of the base units: `{ m: -3, g: 1 }`. */
  readonly powers: ReadonlyMap<string, number>
  /** In hundredths of the unit itself. */
  readonly offset: bigint
}

/** Fractions are written as `top/bottom`; `of` is a unit that stands before it here. */
interface Atom {
  readonly factor?: string
  readonly of?: string
  readonly isMetric?: boolean
  readonly offset?: bigint
}

const ATOMS: Readonly<Record<string, Atom>> = {
  m: { isMetric: true },
  s: { isMetric: true },
  g: { isMetric: true },
  K: { isMetric: true },
  A: { isMetric: true },
  mol: { isMetric: true },
  rad: {},
  '1': { of: '' },
  '%': { factor: '1/100', of: '' },
  '[ppm]': { factor: '1/1000000', of: '' },
  '[ppb]': { factor: '1/1000000000', of: '' },
  Cel: { of: 'K', offset: 27_315n },
  '[degF]': { factor: '5/9', of: 'K', offset: 45_967n },
  min: { factor: '60/1', of: 's' },
  h: { factor: '3600/1', of: 's' },
  d: { factor: '86400/1', of: 's' },
  L: { factor: '1/1000', of: 'm3', isMetric: true },
  l: { factor: '1/1000', of: 'm3', isMetric: true },
  N: { factor: '1000/1', of: 'g.m/s2', isMetric: true },
  Pa: { factor: '1/1', of: 'N/m2', isMetric: true },
  bar: { factor: '100000/1', of: 'Pa', isMetric: true },
  J: { factor: '1/1', of: 'N.m', isMetric: true },
  W: { factor: '1/1', of: 'J/s', isMetric: true },
  V: { factor: '1/1', of: 'W/A', isMetric: true },
  S: { factor: '1/1', of: 'A/V', isMetric: true },
  Hz: { factor: '1/1', of: '/s', isMetric: true },
  '[in_i]': { factor: '254/10000', of: 'm' },
  '[ft_i]': { factor: '3048/10000', of: 'm' },
  '[mi_i]': { factor: '1609344/1000', of: 'm' },
  '[kn_i]': { factor: '1852/3600', of: 'm/s' },
  // Of their own kind: nothing else converts to them. A degree needs no factor as long as radians are not asked for.
  deg: {},
  '[pH]': {},
  '[NTU]': {},
  'dB(A)': {},
  'dB[SPL]': {},
  lx: {},
  cd: {},
}

const PREFIXES: Readonly<Record<string, number>> = {
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  h: 2,
  da: 1,
  d: -1,
  c: -2,
  m: -3,
  u: -6,
  n: -9,
  p: -12,
}

const NONE: Unit = { top: 1n, bottom: 1n, powers: new Map(), offset: 0n }
const known = new Map<string, Unit | undefined>()

/** Whether a text is a unit that we can compute with. */
export function isUcum(code: string): boolean {
  return unitOf(code) !== undefined
}

/** Whether values in one unit can be told in the other. */
export function isConvertible(from: string, to: string): boolean {
  const [one, other] = [unitOf(from), unitOf(to)]
  return one !== undefined && other !== undefined && signature(one) === signature(other)
}

/**
 * A function that tells a value in another unit; undefined when that cannot be: another kind of quantity, an unknown code, or
 * parts per billion to a mass, for which the conditions must be known (`gas.ts`).
 */
export function converter(from: string, to: string): ((value: number) => number) | undefined {
  if (from === to) return (value) => value
  const [one, other] = [unitOf(from), unitOf(to)]
  if (one === undefined || other === undefined || signature(one) !== signature(other)) return undefined
  const [top, bottom] = reduced(one.top * other.bottom, one.bottom * other.top)
  const [times, over] = [Number(top), Number(bottom)]
  const [shiftTop, shiftBottom] = reduced(one.offset * top - other.offset * bottom, top * 100n)
  const shift = Number(shiftTop) / Number(shiftBottom)
  return (value) => ((value + shift) * times) / over
}

function unitOf(code: string): Unit | undefined {
  if (known.has(code)) return known.get(code)
  const unit = code.length <= 60 ? parse(code) : undefined
  // What others send is remembered only as far as it cannot fill the memory.
  if (known.size < 1000) known.set(code, unit)
  return unit
}

function parse(code: string): Unit | undefined {
  // A remark in braces counts as 1: {count}.
  const plain = code.replace(/\{[\x20-\x7a|~]*\}/g, (_remark, at: number) =>
    at === 0 || /[./]/.test(code[at - 1] ?? '') ? '1' : '',
  )
  const parts = plain.match(/\[[^\]]*\]|[./]|[^./[]+(?:\[[^\]]*\][^./[]*)?/g) ?? []
  let unit = NONE
  let sign = 1
  let isTerm = false
  for (const part of parts) {
    if (part === '.' || part === '/') {
      if (!isTerm && !(part === '/' && unit === NONE)) return undefined
      sign = part === '/' ? -1 : 1
      isTerm = false
      continue
    }
    const next = term(part)
    if (next === undefined || isTerm) return undefined
    // A temperature has a zero of its own only when it stands alone.
    if (next.offset !== 0n && parts.length > 1) return undefined
    unit = times(unit, next, sign)
    isTerm = true
  }
  return isTerm ? unit : undefined
}

function term(part: string): Unit | undefined {
  const whole = simple(part)
  if (whole !== undefined) return whole
  const [, name = '', exponent = ''] = /^(.*?)(-?\d{1,2})$/.exec(part) ?? []
  const base = name === '' ? undefined : simple(name)
  if (base === undefined || base.offset !== 0n) return undefined
  return times(NONE, base, Number(exponent))
}

function simple(name: string): Unit | undefined {
  const atom = ATOMS[name]
  if (atom !== undefined) return ofAtom(name, atom)
  for (const [prefix, power] of Object.entries(PREFIXES)) {
    const rest = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    const base = ATOMS[rest]
    if (base?.isMetric !== true) continue
    const ten = 10n ** BigInt(Math.abs(power))
    return times({ ...NONE, top: power > 0 ? ten : 1n, bottom: power > 0 ? 1n : ten }, ofAtom(rest, base) ?? NONE, 1)
  }
  return undefined
}

function ofAtom(name: string, { factor = '1/1', of, offset = 0n }: Atom): Unit | undefined {
  const [top = '1', bottom = '1'] = factor.split('/')
  const own = { ...NONE, top: BigInt(top), bottom: BigInt(bottom), offset }
  if (of === '') return own
  if (of === undefined) return { ...own, powers: new Map([[name, 1]]) }
  const base = unitOf(of)
  return base === undefined ? undefined : { ...times(own, base, 1), offset }
}

function times(one: Unit, other: Unit, exponent: number): Unit {
  const size = BigInt(Math.abs(exponent))
  const [up, down] = exponent < 0 ? [other.bottom, other.top] : [other.top, other.bottom]
  const powers = new Map(one.powers)
  for (const [name, power] of other.powers) powers.set(name, (powers.get(name) ?? 0) + power * exponent)
  const [top, bottom] = reduced(one.top * up ** size, one.bottom * down ** size)
  return { top, bottom, powers, offset: exponent === 1 ? one.offset + other.offset : 0n }
}

function reduced(top: bigint, bottom: bigint): [bigint, bigint] {
  let [a, b] = [top, bottom]
  while (b !== 0n) [a, b] = [b, a % b]
  return [top / a, bottom / a]
}

function signature({ powers }: Unit): string {
  return [...powers]
    .filter(([, power]) => power !== 0)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, power]) => `${name}${power}`)
    .join(' ')
}
