import type { JSX } from 'preact'
import { boxOf, type Box } from '#core/geo/polygon.ts'
import type { Language } from '#core/i18n/language.ts'
import { AreaMap, type MapArea } from '#web/maps/area-map.tsx'
import { windowAround, type MapSize } from '#web/maps/map-window.ts'
import { messages } from '../messages/messages.ts'
import { municipalityName, type Municipality } from '../municipality.ts'
import type { MunicipalityArea, RegionMap } from '../places/draw-areas.ts'

const SIZE: MapSize = { width: 640, height: 480 }
/** A region is wider than it is high more often than not. */
const WHOLE_SIZE: MapSize = { width: 640, height: 360 }
/** How much of the neighbours is shown around a municipality, as a part of its own width and height. */
const AROUND = 0.35

interface BoundariesMapProps {
  readonly language: Language
  readonly map: RegionMap
  readonly municipalities: ReadonlyMap<string, Municipality>
  readonly title: string
  readonly description: string
  /** The municipality to look at; default all of the region. */
  readonly chosen?: string
}

/** Municipalities on a map, each a link to its page, with the line that says how the boundaries were made. */
export function BoundariesMap(props: BoundariesMapProps): JSX.Element {
  const { language, map, chosen } = props
  const own = map.areas.find(({ id }) => id === chosen)
  const look = own && own.polygons.length > 0 ? windowAround(widened(boxOf(own.polygons)), SIZE) : undefined
  return (
    <>
      <AreaMap
        title={props.title}
        description={props.description}
        areas={map.areas.map((area) => mapArea(area, props))}
        {...(look ? { ...SIZE, window: look } : WHOLE_SIZE)}
      />
      <p class="govuk-body-s">{messages(language)(`boundaries.${map.basis}`)}</p>
    </>
  )
}

function mapArea(
  { id, polygons }: MunicipalityArea,
  { language, municipalities, chosen }: BoundariesMapProps,
): MapArea {
  const municipality = municipalities.get(id)
  const name = municipality ? municipalityName(municipality, language) : id
  if (id === chosen) return { id, name, polygons, className: 'sp-area-chosen' }
  return { id, name, polygons, href: `/${language}/region/${id}` }
}

function widened([west, south, east, north]: Box): Box {
  const [wide, high] = [(east - west) * AROUND, (north - south) * AROUND]
  return [west - wide, south - high, east + wide, north + high]
}
