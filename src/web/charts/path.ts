import type { Spot } from './thin.ts'
import type { Value } from './values.ts'

/** The drawing of lines is stretched to the size of the chart: this many units wide and high. */
export const SHEET = { width: 1000, height: 500 }

/** Values at their places, in runs: where there is no figure, one run ends and the next begins. */
export function runs(places: readonly number[], values: readonly Value[], part: (value: number) => number): Spot[][] {
  const found: Spot[][] = [[]]
  for (const [index, value] of values.entries()) {
    if (value === null) found.push([])
    else found.at(-1)?.push({ x: places[index] ?? 0, y: part(value) })
  }
  return found.filter((run) => run.length > 0)
}

/** The `d` of a line through spots, in whole units and relative steps. A single spot is a line of no length: a dot. */
export function linePath(run: readonly Spot[]): string {
  const [first, ...rest] = run.map(onSheet)
  if (!first) return ''
  if (rest.length === 0) return `M${pair(first)}h0`
  let at = first
  const steps = rest.map((spot) => {
    const step = [spot[0] - at[0], spot[1] - at[1]] as const
    at = spot
    return step
  })
  return `M${pair(first)}l${steps.map(pair).join(' ').replaceAll(' -', '-')}`
}

/** The `d` of the area between an upper and a lower line over the same places. */
export function areaBetween(upper: readonly Spot[], lower: readonly Spot[]): string {
  return `${linePath([...upper, ...lower.toReversed()])}z`
}

/** A part of the width or height as an attribute: `12.5%`. Of a very high drawing a tenth is more than a pixel: then two decimals. */
export function percent(part: number, decimals: 1 | 2 = 1): string {
  return `${Number((part * 100).toFixed(decimals))}%`
}

function onSheet({ x, y }: Spot): readonly [number, number] {
  return [Math.round(x * SHEET.width), Math.round((1 - y) * SHEET.height)]
}

function pair([x, y]: readonly [number, number]): string {
  return y < 0 ? `${x}${y}` : `${x} ${y}`
}
