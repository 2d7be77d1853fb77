import { renderToString } from 'preact-render-to-string'
import type { Point } from '#core/geo/point.ts'
import type { MultiPolygon } from '#core/geo/polygon.ts'
import { areaPath } from './area-path.ts'
import { toPlace, toUnits, type MapSize, type MapWindow } from './map-window.ts'

/** Fixed, because the browser tells where was pressed in pixels of the picture as it is shown. Fits a screen of 320. */
export const PICK_SIZE: MapSize = { width: 320, height: 320 }

/** An area on the picture; `tone` 1 for where the square is used, 0 for what lies around it. */
export interface PickArea {
  readonly polygons: MultiPolygon
  readonly tone?: 0 | 1
}

/** A name on the picture: of a town, a street, a landmark. */
export interface PickLabel extends Point {
  readonly text: string
}

interface PickMap {
  readonly window: MapWindow
  readonly areas: readonly PickArea[]
  /** What was picked before. */
  readonly pin?: Point
  readonly labels?: readonly PickLabel[]
  /** A picture of 320 × 320 pixels behind it all (`data:…`): the areas are then only outlined, and names are on the picture. */
  readonly background?: string | undefined
}

/**
 * The picture behind `<PickMap>`, as an SVG document of 320 × 320 pixels. It is loaded as an image, which no style sheet
 * of the page reaches: so its colours are attributes, the same by day and by night. Names that would overlap a name
 * before them are left out: put the most important first. Serve it as `image/svg+xml`.
 */
export function pickMapSvg({ window, areas, pin, labels = [], background }: PickMap): string {
  const { width, height } = PICK_SIZE
  const marked = pin && toUnits(window, PICK_SIZE, pin).map(Math.round)
  return renderToString(
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <path fill="#efe7d8" d={`M0 0h${width}v${height}H0z`} />
      {background !== undefined && <image href={background} width={width} height={height} />}
      <g fill-rule="evenodd" stroke="#9c927f" stroke-linejoin="round">
        {areas
          .map(({ polygons, tone }) => ({ tone, d: areaPath(polygons, window, PICK_SIZE) }))
          // An empty `d` would be written without a value: no XML, and no browser shows a picture that is not.
          .filter(({ d }) => d !== '')
          .map(({ tone, d }) => (
            <path fill={background ? 'none' : tone === 0 ? '#e6dccb' : '#fffdf8'} d={d} />
          ))}
      </g>
      <Scale window={window} />
      <g
        font-family="system-ui, sans-serif"
        font-size="12"
        text-anchor="middle"
        fill="#20302d"
        stroke="#fffdf8"
        stroke-width="3"
        paint-order="stroke"
      >
        {placed(background ? [] : labels, window).map(({ x, y, text }) => (
          <text x={x} y={y}>
            {text}
          </text>
        ))}
      </g>
      {marked && (
        <g transform={`translate(${marked.join(' ')})`}>
          <path
            d="M0 0c-3-7-11-12-11-21a11 11 0 0 1 22 0c0 9-8 14-11 21z"
            fill="#a8482a"
            stroke="#fff"
            stroke-width="2"
          />
          <circle cy="-21" r="4" fill="#fff" />
        </g>
      )}
    </svg>,
  )
}

/**
 * The place that was pressed on the picture, from the fields `pin.x` and `pin.y`, to a tenth of a metre. Undefined for
 * 0,0: that is what a browser sends when the Enter key pressed the picture, and no person can aim at that corner.
 */
export function pickedPoint(window: MapWindow, x: number, y: number): Point | undefined {
  const { width, height } = PICK_SIZE
  if (!(x >= 0 && x <= width && y >= 0 && y <= height) || (x === 0 && y === 0)) return undefined
  const { lon, lat } = toPlace(window, PICK_SIZE, [x, y])
  return { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) }
}

/** Names at their places, without those that fall outside or over another name. Six units a letter is about right. */
function placed(labels: readonly PickLabel[], window: MapWindow): readonly { x: number; y: number; text: string }[] {
  const shown: { x: number; y: number; text: string; half: number }[] = []
  for (const label of labels) {
    const [x = 0, y = 0] = toUnits(window, PICK_SIZE, label).map(Math.round)
    const half = label.text.length * 3.2 + 2
    const isInside = x - half >= 0 && x + half <= PICK_SIZE.width && y >= 12 && y <= PICK_SIZE.height - 4
    const isFree = shown.every((other) => Math.abs(other.y - y) >= 14 || Math.abs(other.x - x) >= other.half + half)
    if (isInside && isFree) shown.push({ x, y, text: label.text, half })
  }
  return shown
}

/** Earth's circumference at the equator over 256 units, in metres: EPSG:3857 uses the radius 6 378 137 m. */
const METRES_A_UNIT = (2 * Math.PI * 6_378_137) / 256

/** A bar of a round length, so that somebody can judge a distance. */
function Scale({ window }: { window: MapWindow }) {
  const metresAUnit = (METRES_A_UNIT * Math.cos((window.lat * Math.PI) / 180)) / 2 ** window.zoom
  const most = 90 * metresAUnit
  const ten = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((step) => step * ten <= most) ?? 1) * ten
  const length = Math.round(metres / metresAUnit)
  return (
    <g fill="#20302d" font-family="system-ui, sans-serif" font-size="11">
      <path d={`M10 304v6h${length}v-6`} fill="none" stroke="#20302d" />
      <text x="14" y="304">
        {metres >= 1000 ? `${metres / 1000} km` : `${metres} m`}
      </text>
    </g>
  )
}
