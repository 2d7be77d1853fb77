import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'

/** What a colour on the map means. `kind` says whether it is a colour of areas, of places, or of circles for several places. */
export interface LegendEntry {
  readonly text: string
  readonly className: string
  readonly kind?: 'area' | 'place' | 'places'
}

/** The meaning of the colours, below a map. */
export function MapLegend({ entries }: { entries: readonly LegendEntry[] }): JSX.Element {
  const t = useWords()
  return (
    <ul class="sp-legend" aria-label={t('map.legend')}>
      {entries.map(({ text, className, kind }) => (
        <li>
          <svg class="sp-map__sheet" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            {kind === 'places' ? (
              <g class="sp-pin sp-pin--many">
                <circle cx="10" cy="10" r="9" />
                <text x="10" y="10" dy=".36em" font-size="12">
                  2
                </text>
              </g>
            ) : kind === 'place' ? (
              <g class="sp-pin">
                <circle class={className} cx="10" cy="10" r="8" />
              </g>
            ) : (
              <path class={className} d="M1 1h18v18H1z" />
            )}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}
