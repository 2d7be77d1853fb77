import type { VNode } from 'preact'
import { AreaMap, type MapArea } from './area-map.tsx'
import { windowHref } from './map-window.ts'

const TOWNS = [
  { name: 'Leuven', lon: 4.7, lat: 50.88 },
  { name: 'Herent', lon: 4.648, lat: 50.9355 },
  { name: 'Bierbeek', lon: 4.752, lat: 50.8245 },
  { name: 'Lubbeek', lon: 4.804, lat: 50.88 },
  { name: 'Oud-Heverlee', lon: 4.648, lat: 50.8245 },
  { name: 'Rotselaar', lon: 4.752, lat: 50.9355 },
]

/** Six-sided areas around towns: enough to see how a map looks. */
const AREAS: readonly MapArea[] = TOWNS.map(({ name, lon, lat }, index) => ({
  id: name,
  name,
  href: `#${name.toLowerCase()}`,
  className: `sp-scale-${index}`,
  polygons: [
    [
      Array.from({ length: 7 }, (_, corner): readonly [number, number] => [
        lon + 0.0598 * Math.sin((corner * Math.PI) / 3),
        lat + 0.037 * Math.cos((corner * Math.PI) / 3),
      ]),
    ],
  ],
}))

export const examples: Record<string, () => VNode> = {
  'figures by municipality': () => (
    <AreaMap
      id="map-figures"
      areas={AREAS}
      title="Bomen per inwoner."
      description="In Rotselaar staan de meeste, in Herent de minste. Van Leuven is er geen cijfer."
      legend={[
        { className: 'sp-scale-0', text: 'geen cijfer' },
        { className: 'sp-scale-1', text: 'minder dan 1' },
        { className: 'sp-scale-3', text: '2 tot 3' },
        { className: 'sp-scale-5', text: 'meer dan 4' },
      ]}
    />
  ),
  'places, some close together': () => (
    <AreaMap
      id="map-places"
      areas={AREAS.map(({ id, name, polygons }) => ({ id, name, polygons }))}
      points={[
        { lon: 4.7, lat: 50.88, href: '#a', label: 'Losse tegel, Bondgenotenlaan' },
        { lon: 4.7004, lat: 50.8803, href: '#b', label: 'Kapotte lamp, Diestsestraat' },
        { lon: 4.7008, lat: 50.8791, href: '#c', label: 'Sluikstort, Vaartstraat' },
        { lon: 4.82, lat: 50.89, href: '#d', label: 'Put in de weg, Gellenberg', className: 'sp-kind-1' },
        { lon: 4.66, lat: 50.815, href: '#e', label: 'Omgevallen boom, Waversebaan', className: 'sp-kind-2' },
        { lon: 4.65, lat: 50.93, href: '#f', label: 'Gracht vol, Mechelsesteenweg', className: 'sp-kind-4' },
      ]}
      href={(window) => windowHref('/examples', window)}
      title="Meldingen van deze week."
      description="Zes meldingen, waarvan drie in het centrum van Leuven."
      legend={[
        { kind: 'place', className: '', text: 'nieuw' },
        { kind: 'place', className: 'sp-kind-1', text: 'opgelost' },
        { kind: 'place', className: 'sp-kind-2', text: 'in behandeling' },
        { kind: 'place', className: 'sp-kind-4', text: 'doorgegeven' },
      ]}
    />
  ),
}
