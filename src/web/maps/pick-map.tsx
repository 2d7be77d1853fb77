import type { JSX } from 'preact'
import type { Point } from '#core/geo/point.ts'
import { Hint } from '#web/components/hint/hint.tsx'
import { useWords } from '#web/reading-language.ts'
import { BasemapSource } from './basemap/basemap-source.tsx'
import { writeWindow, type MapWindow } from './map-window.ts'
import { moveName, MOVE_SIGNS, possibleMoves } from './move-links.tsx'
import { PICK_SIZE } from './pick-map-svg.tsx'

interface PickMapProps {
  readonly window: MapWindow
  /** The place that was picked before. */
  readonly pin?: Point
  /** Address of the picture; `map` and `pin` are added to it. */
  readonly picture: string
  /** Where the picture and the buttons send the form: usually the page itself with `#…` of the map, so that one lands there again. */
  readonly action?: string
  /** Whose tiles are behind the picture, when there are any; usually `view.basemap`. */
  readonly basemap?: { readonly attribution: string } | undefined
  /** Default "Choose the place on the map". */
  readonly label?: string
}

/**
 * Lets somebody point at a place, without script: a picture that is a submit button. Stands in a form, and *after* a
 * plain submit button of it: Enter in a text field presses the first button of a form, which must not be the picture.
 *
 * The form receives: `map` (what is shown, for `readWindow`), `pin` (`lon,lat` of before, when there was one), and one of
 * `pin.x` + `pin.y` (pressed on the picture: `pickedPoint`) or `move` (one of `MOVES`: `movedWindow` with `PICK_SIZE`).
 * Somebody who does not see the picture uses the search for an address that stands beside it.
 */
export function PickMap({ window, pin, picture, action, label, basemap }: PickMapProps): JSX.Element {
  const t = useWords()
  const query = `map=${writeWindow(window)}${pin ? `&pin=${place(pin)}` : ''}`
  return (
    <div class="sp-pick" role="group" aria-label={label ?? t('map.pick')}>
      <Hint hint={t('map.pick.hint')} />
      <input type="hidden" name="map" value={writeWindow(window)} />
      {pin && <input type="hidden" name="pin" value={place(pin)} />}
      <input
        type="image"
        name="pin"
        src={`${picture}${picture.includes('?') ? '&' : '?'}${query}`}
        alt={label ?? t('map.pick')}
        width={PICK_SIZE.width}
        height={PICK_SIZE.height}
        formnovalidate
        formaction={action}
      />
      {basemap && <BasemapSource attribution={basemap.attribution} />}
      <div class="sp-moves">
        {possibleMoves(window).map((move) => (
          <button
            name="move"
            value={move}
            formnovalidate
            formaction={action}
            aria-label={moveName(t, move)}
            title={moveName(t, move)}
          >
            {MOVE_SIGNS[move]}
          </button>
        ))}
      </div>
    </div>
  )
}

/** A place as text, as `pin` holds it: `4.700900,50.879800`. */
function place({ lon, lat }: Point): string {
  return `${lon.toFixed(6)},${lat.toFixed(6)}`
}
