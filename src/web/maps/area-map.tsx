import type { JSX } from 'preact'
import type { Point } from '#core/geo/point.ts'
import { boxOf, type MultiPolygon } from '#core/geo/polygon.ts'
import { useWords } from '#web/reading-language.ts'
import { areaPath } from './area-path.ts'
import { BasemapSource } from './basemap/basemap-source.tsx'
import { tilesOf } from './basemap/tiles.ts'
import { clusters, type Cluster } from './clusters.ts'
import { MapLegend, type LegendEntry } from './map-legend.tsx'
import { movedWindow, toPlace, windowAround, type MapSize, type MapWindow } from './map-window.ts'
import { MoveLinks } from './move-links.tsx'

/** An area on a map: a municipality, a zone. */
export interface MapArea {
  readonly id: string
  readonly name: string
  /** Longitude and latitude, as in the coordinates of a GeoJSON `MultiPolygon`. */
  readonly polygons: MultiPolygon
  /** Makes the area a link. */
  readonly href?: string
  /** `sp-scale-0` (no figure) to `sp-scale-5` for figures, `sp-area-chosen`, or none. */
  readonly className?: string
}

/** A place on a map. It is always a link: what cannot be opened belongs in the list only. */
export interface MapPoint extends Point {
  readonly href: string
  /** Read aloud and shown on hover: "Broken lamp, Bondgenotenlaan, Leuven". */
  readonly label: string
  /** `sp-kind-1` to `sp-kind-4`, or `sp-scale-0` (no figure) to `sp-scale-5` (most). Colour never says it alone: the label says it too. */
  readonly className?: string
  /** A figure of at most four signs, shown in the place itself. */
  readonly sign?: string | undefined
  /** It stands for so many places near it that are not handed in one by one (`pinsOf`); default 1. */
  readonly count?: number
}

export interface AreaMapProps {
  /** Unique on the page; default `map`. */
  readonly id?: string
  readonly areas: readonly MapArea[]
  readonly points?: readonly MapPoint[]
  /** In units; the map grows and shrinks with the screen. Default 640 × 480. */
  readonly width?: number
  readonly height?: number
  readonly title: string
  /** What the map shows, in a sentence: for who does not see it, and for who wonders. */
  readonly description: string
  readonly legend?: readonly LegendEntry[]
  /** Draws the tiles of the square behind the areas, which become see-through; usually `view.basemap`. */
  readonly basemap?: { readonly attribution: string } | undefined
  /** Default: all areas, or all points when there are no areas. */
  readonly window?: MapWindow
  /** The address of this page with another window, usually `(window) => windowHref(path, window)`. Without it the map stands still. */
  readonly href?: (window: MapWindow) => string
}

/** The narrowest that a map is shown: a screen of 320 pixels less its margins. */
const NARROWEST = 290
/** How high figures of so many signs are in their place, in parts of its reach. */
const SIGNS = [0, 0.8, 0.75, 0.65, 0.55]

/**
 * A map drawn on the server, without script and without pictures from elsewhere. Areas and places are links; places
 * that stand too close together are one circle with their number. Always accompany it with a list that says the same:
 * the map is not the only way to anything.
 */
export function AreaMap(props: AreaMapProps): JSX.Element {
  const { id = 'map', areas, points = [], legend = [], href, basemap } = props
  const t = useWords()
  const size: MapSize = { width: props.width ?? 640, height: props.height ?? 480 }
  const window = props.window ?? windowAround(boxAround(areas, points), size)
  const reach = reachOf(size)
  // The dashed outline of an area without a figure must not disappear under its neighbours: those are drawn last.
  const paths = areas
    .toSorted((a, b) => Number(isWithoutFigure(a)) - Number(isWithoutFigure(b)))
    .map((area) => ({ area, d: areaPath(area.polygons, window, size) }))
    .filter(({ d }) => d !== '')
  const pins = pinsOf(points, window, size)
  const entries = pins.some(({ places }) => countOf(places) > 1) ? [...legend, manyEntry(t('map.clusters'))] : legend
  const tiles = basemap ? tilesOf(window, size) : []
  return (
    <figure class={tiles.length > 0 ? 'sp-map sp-map--based' : 'sp-map'}>
      <figcaption id={`${id}-title`}>
        <strong>{props.title}</strong> <span id={`${id}-text`}>{props.description}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="group"
        aria-labelledby={`${id}-title`}
        class="sp-map__sheet"
      >
        {/* A unit too wide and too high: scaled, a browser would leave hairlines between them. */}
        {tiles.length > 0 && (
          <g aria-hidden="true">
            {tiles.map(({ z, x, y, left, top, width: wide, height: high }) => (
              <image href={`/basemap/${z}/${x}/${y}`} x={left} y={top} width={wide + 1} height={high + 1} />
            ))}
          </g>
        )}
        <g aria-hidden="true">
          {[
            ...Map.groupBy(
              paths.filter(({ area }) => area.href === undefined),
              ({ area }) => area.className ?? '',
            ),
          ].map(([name, group]) => (
            <path class={name || undefined} d={group.map(({ d }) => d).join('')} />
          ))}
        </g>
        {paths.map(
          ({ area, d }) =>
            area.href !== undefined && (
              <a href={area.href} aria-label={area.name}>
                <title>{area.name}</title>
                <path class={area.className} d={d} />
              </a>
            ),
        )}
        {pins.map((cluster) => (
          <Pin cluster={cluster} reach={reach} closer={href && ((spot) => href(closerTo(spot, window, size)))} />
        ))}
      </svg>
      {basemap && tiles.length > 0 && <BasemapSource attribution={basemap.attribution} />}
      {href && <MoveLinks window={window} size={size} href={href} />}
      {entries.length > 0 && <MapLegend entries={entries} />}
    </figure>
  )
}

/** The places and circles that a map shows, as `<AreaMap>` draws them: for who wants to know beforehand which places stand alone. */
export function pinsOf<Place extends Point>(
  points: readonly Place[],
  window: MapWindow,
  size: MapSize,
): readonly Cluster<Place>[] {
  return clusters(points, { window, size, apart: reachOf(size) * 2 })
}

/** A target stays 24 CSS pixels wide (WCAG 2.5.8) on the narrowest screen. */
function reachOf({ width }: MapSize): number {
  return Math.max(12, Math.ceil((12 * width) / NARROWEST))
}

/** What the circles with a number mean. */
function manyEntry(text: string): LegendEntry {
  return { text, className: '', kind: 'places' }
}

function isWithoutFigure({ className }: MapArea): boolean {
  return className === 'sp-scale-0'
}

interface PinProps {
  readonly cluster: Cluster<MapPoint>
  readonly reach: number
  readonly closer: ((spot: readonly [number, number]) => string) | undefined
}

/** One place, or the circle for several. */
function Pin({ cluster, reach, closer }: PinProps): JSX.Element {
  const t = useWords()
  const { places } = cluster
  const [x, y] = [Math.round(cluster.x), Math.round(cluster.y)]
  const [only] = places
  const count = countOf(places)
  if (only && count === 1) {
    // What is seen must be in what is heard, so that somebody can say it (WCAG 2.5.3); what is in brackets nobody says.
    const { sign = '' } = only
    const isSaid = only.label.replaceAll(/\([^()]*\)/g, '').includes(sign)
    const name = isSaid ? only.label : `${only.label}, ${sign}`
    return (
      <a class="sp-pin" href={only.href} aria-label={name}>
        <title>{name}</title>
        <circle class="sp-pin__reach" cx={x} cy={y} r={reach} />
        <circle class={only.className} cx={x} cy={y} r={Math.round(reach * (only.sign === undefined ? 0.55 : 0.8))} />
        {only.sign !== undefined && (
          <text class="sp-sign" x={x} y={y} dy=".36em" font-size={Math.round(reach * (SIGNS[only.sign.length] ?? 0.5))}>
            {only.sign}
          </text>
        )}
      </a>
    )
  }
  const label = t('map.cluster', { count })
  const circle = (
    <>
      <circle cx={x} cy={y} r={reach} />
      <text x={x} y={y} dy=".36em" font-size={Math.round(reach * (count > 9999 ? 0.55 : count > 99 ? 0.75 : 0.95))}>
        {count}
      </text>
    </>
  )
  if (!closer)
    return (
      <g class="sp-pin sp-pin--many" aria-hidden="true">
        {circle}
      </g>
    )
  return (
    <a class="sp-pin sp-pin--many" href={closer([x, y])} aria-label={label}>
      <title>{label}</title>
      {circle}
    </a>
  )
}

function countOf(places: readonly MapPoint[]): number {
  return places.reduce((sum, { count = 1 }) => sum + count, 0)
}

/** Two steps closer to a spot on the map. */
function closerTo(spot: readonly [number, number], window: MapWindow, size: MapSize): MapWindow {
  const nearer = movedWindow(movedWindow(window, size, 'closer'), size, 'closer')
  return { ...toPlace(window, size, spot), zoom: nearer.zoom }
}

function boxAround(areas: readonly MapArea[], points: readonly Point[]): readonly [number, number, number, number] {
  if (areas.length > 0) return boxOf(areas.flatMap(({ polygons }) => [...polygons]))
  const lons = points.map(({ lon }) => lon)
  const lats = points.map(({ lat }) => lat)
  // Without anything to show: the middle of Belgium.
  if (points.length === 0) return [4, 50.5, 5, 51]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
