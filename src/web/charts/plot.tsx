import type { ComponentChildren, JSX } from 'preact'
import { classNames } from '#web/components/content.ts'
import { percent, SHEET } from './path.ts'
import type { Scale } from './scale.ts'
import type { Tick } from './ticks.ts'

interface PlotProps {
  /** Of the chart; its title names the drawing. */
  readonly id: string
  readonly ticks: readonly Tick[]
  /** Words on the left, from 0 (bottom) to 1 (top), each with a line across when it has `line`. */
  readonly rows: readonly { readonly part: number; readonly text: string; readonly line: boolean }[]
  /** Letters of the figures that stand behind the longest bar. */
  readonly behind?: number
  /** In letters' heights (`em`); default 14. */
  readonly height?: number
  /** Words at the right end of lines, seen where there is room. */
  readonly ends?: readonly { readonly part: number; readonly text: string; readonly className: string }[]
  readonly children: ComponentChildren
}

/** Margins on both sides that the style sheet knows, in letters. */
const MARGINS = [0, 2, 4, 6, 9, 12, 16, 20, 24]
/** Higher than this a drawing would not fit on a sheet of paper; there its table says the same. In letters' heights. */
const PAPER_HEIGHT = 60

/**
 * The drawing itself, with its axes. It has no `viewBox`: places are parts of the width and heights are in `em`, so that it takes the
 * width that is there while words keep their size, also on a telephone and for who reads with large letters.
 */
export function Plot({ id, ticks, rows, behind, height = 14, ends = [], children }: PlotProps): JSX.Element {
  const marginFor = (letters: number) => MARGINS.find((one) => one >= letters) ?? 24
  const classes = classNames(
    'sp-plot',
    `sp-plot--${marginFor(Math.max(0, ...rows.map(({ text }) => text.length)))}`,
    behind !== undefined && `sp-plot--r${marginFor(behind)}`,
    ends.length > 0 && 'sp-plot--ends',
    ticks.length === 0 && 'sp-plot--bare',
    height > PAPER_HEIGHT && 'sp-not-on-paper',
  )
  return (
    <div class={classes}>
      <svg role="img" aria-labelledby={`${id}-title`} width="100%" height={`${height}em`}>
        <g class="sp-grid">
          {rows.map(({ part, line }) => line && <line x2="100%" y1={percent(1 - part)} y2={percent(1 - part)} />)}
        </g>
        {children}
        <g class="sp-rows">
          {rows.map(({ part, text }) => (
            <text x="-.6em" y={percent(1 - part, height > 40 ? 2 : 1)} dy=".35em">
              {text}
            </text>
          ))}
        </g>
        <g class="sp-ticks">
          {ticks.map(({ part, text, below, when }) => (
            <text x={percent(part)} y="100%" dy="1.5em" class={when === 'wide' ? 'sp-w' : undefined}>
              {text}
              {below !== undefined && (
                <tspan x={percent(part)} dy="1.2em" class={when === 'narrow' ? 'sp-n' : undefined}>
                  {below}
                </tspan>
              )}
            </text>
          ))}
        </g>
        {ends.length > 0 && (
          <g class="sp-ends sp-w">
            {spread(ends, height).map(({ part, text, className }) => (
              <text x="100%" y={percent(1 - part)} dx=".8em" dy=".35em" class={className}>
                {text}
              </text>
            ))}
          </g>
        )}
      </svg>
    </div>
  )
}

/** The lines across and the figures beside them. */
export function rowsOf(scale: Scale, written: (value: number) => string): PlotProps['rows'] {
  return scale.ticks.map((tick) => ({ part: scale.part(tick), text: written(tick), line: true }))
}

/** A part of the drawing that is stretched to its full width and height, for lines and areas. */
export function Sheet({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <svg class="sp-sheet" viewBox={`0 0 ${SHEET.width} ${SHEET.height}`} preserveAspectRatio="none" aria-hidden="true">
      {children}
    </svg>
  )
}

/** Moves words apart that would stand on each other: from the lowest upwards, and back down when the top is reached. */
function spread<End extends { readonly part: number }>(ends: readonly End[], height: number): readonly End[] {
  const apart = 1.25 / height
  const sorted = ends.toSorted((a, b) => a.part - b.part)
  const parts = sorted.map(({ part }) => part)
  for (const index of parts.keys())
    if (index > 0) parts[index] = Math.max(parts[index] ?? 0, (parts[index - 1] ?? 0) + apart)
  for (const index of [...parts.keys()].toReversed())
    parts[index] = Math.min(parts[index] ?? 0, 1 - (parts.length - 1 - index) * apart)
  return sorted.map((end, index) => ({ ...end, part: parts[index] ?? end.part }))
}
