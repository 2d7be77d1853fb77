import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { renderToString } from 'preact-render-to-string'
import { elementsOf, readHtml, textOf, type HtmlElement } from '#web/html/read-html.ts'
import { AreaMap, pinsOf, type AreaMapProps, type MapArea } from './area-map.tsx'
import { readWindow, windowHref } from './map-window.ts'

function square(id: string, [lon, lat]: readonly [number, number], more: Partial<MapArea> = {}): MapArea {
  const [east, north] = [lon + 0.1, lat + 0.07]
  return {
    id,
    name: id,
    polygons: [
      [
        [
          [lon, lat],
          [east, lat],
          [east, north],
          [lon, north],
          [lon, lat],
        ],
      ],
    ],
    ...more,
  }
}

function draw(properties: Partial<AreaMapProps>): readonly HtmlElement[] {
  const areas = [square('Leuven', [4.65, 50.85]), square('Tienen', [4.9, 50.78])]
  const map = <AreaMap areas={areas} title="Kaart." description="Twee gemeenten." {...properties} />
  return [...elementsOf(readHtml(renderToString(map)))]
}

function links(elements: readonly HtmlElement[]): readonly HtmlElement[] {
  return elements.filter(({ name }) => name === 'a')
}

test('areas with an address are links with their name; the others are hidden decoration', () => {
  const elements = draw({
    areas: [square('Leuven', [4.65, 50.85], { href: '/nl/leuven' }), square('Tienen', [4.9, 50.78])],
  })
  assert.deepEqual(
    links(elements).map(({ attributes }) => [attributes['href'], attributes['aria-label']]),
    [['/nl/leuven', 'Leuven']],
  )
  const hidden = elements.find(({ name, attributes }) => name === 'g' && attributes['aria-hidden'] === 'true')
  assert.equal([...elementsOf(hidden?.children ?? [])].length, 1)
})

test('the map is named by its title and its sentence', () => {
  const elements = draw({ id: 'm' })
  const svg = elements.find(({ attributes }) => attributes['aria-labelledby'] === 'm-title')
  assert.equal(svg?.attributes['role'], 'group')
  const caption = elements.find(({ attributes }) => attributes['id'] === 'm-title')
  assert.equal(textOf(caption?.children ?? []), 'Kaart. Twee gemeenten.')
})

test('a place can be pressed with a finger, also on the narrowest screen', () => {
  const elements = draw({ width: 640, points: [{ lon: 4.7, lat: 50.88, href: '/nl/reports/1', label: 'Losse tegel' }] })
  const reach = elements.find(({ attributes }) => attributes['class'] === 'sp-pin__reach')
  const pixels = (Number(reach?.attributes['r']) * 2 * 290) / 640
  assert.ok(pixels >= 24, `${pixels} CSS pixels`)
})

test('places close together are one link, which looks closer at that spot', () => {
  const elements = draw({
    points: [
      { lon: 4.7, lat: 50.88, href: '#1', label: 'een' },
      { lon: 4.7001, lat: 50.88, href: '#2', label: 'twee' },
    ],
    href: (window) => windowHref('/nl/reports', window),
  })
  const [many] = links(elements).filter(({ attributes }) => attributes['class']?.includes('sp-pin'))
  assert.match(many?.attributes['aria-label'] ?? '', /^2 plaatsen/)
  const window = readWindow(new URLSearchParams(many?.attributes['href']?.split('?')[1]).get('map') ?? '')
  assert.ok(window && Math.abs(window.lon - 4.7) < 0.005 && Math.abs(window.lat - 50.88) < 0.005)
})

test('a map without an address to go to stands still', () => {
  assert.deepEqual(links(draw({})), [])
  assert.equal(links(draw({ href: (window) => windowHref('/nl', window) })).length, 6)
})

test('seventy municipalities with detailed borders fit in the budget of a map', () => {
  const areas = Array.from({ length: 70 }, (_, index): MapArea => {
    const [lon, lat] = [4 + (index % 10) * 0.12, 50.6 + Math.floor(index / 10) * 0.075]
    const ring = Array.from({ length: 400 }, (__, corner): readonly [number, number] => {
      const wobble = 1 + 0.08 * Math.sin(corner * 1.7 + index) + 0.05 * Math.cos(corner * 0.6 * index)
      const angle = (2 * Math.PI * corner) / 399
      return [lon + 0.06 * wobble * Math.cos(angle), lat + 0.037 * wobble * Math.sin(angle)]
    })
    return { id: `${index}`, name: `Gemeente ${index}`, href: `/nl/places/${index}`, polygons: [[ring]] }
  })
  const html = renderToString(<AreaMap areas={areas} title="Kaart." description="Alle gemeenten." />)
  const bytes = brotliCompressSync(html).length
  assert.ok(bytes < 40_000, `${bytes} bytes`)
})

test('a background map lies behind the areas, from our own address, with the name of who made it', () => {
  const elements = draw({ basemap: { attribution: 'Wie het maakte' } })
  const pictures = elements.filter(({ name }) => name === 'image')
  assert.ok(pictures.length >= 4)
  assert.ok(pictures.every(({ attributes }) => /^\/basemap\/\d+\/\d+\/\d+$/.test(attributes['href'] ?? '')))
  const firstPicture = elements.findIndex(({ name }) => name === 'image')
  assert.ok(firstPicture < elements.findIndex(({ name }) => name === 'path'))
  assert.match(textOf(elements[0]?.children ?? []), /Kaart op de achtergrond: Wie het maakte/)
  assert.ok(!draw({}).some(({ name }) => name === 'image'))
})

test('the legend tells what a circle with a number is, only where there is one', () => {
  const legend = [{ kind: 'place', className: 'sp-kind-1', text: 'nieuw' }] as const
  const read = (points: AreaMapProps['points']) =>
    draw({ points: points ?? [], legend })
      .filter(({ name }) => name === 'li')
      .map(({ children }) => textOf(children).replace(/^2/, '').trim())
  const point = { lon: 4.7, lat: 50.88, href: '#a', label: 'Losse tegel' }
  assert.deepEqual(read([point, { ...point, lon: 4.9 }]), ['nieuw'])
  assert.deepEqual(read([point, { ...point, lon: 4.7001 }]), ['nieuw', 'plaatsen dicht bij elkaar, met hun aantal'])
})

test('what stands together may be handed in as one place that says how many it stands for', () => {
  const window = { lon: 4.8, lat: 50.85, zoom: 9 }
  const size = { width: 640, height: 480 }
  const places = Array.from({ length: 40 }, (_, index) => ({
    lon: 4.4 + (index % 8) * 0.1,
    lat: 50.6 + Math.floor(index / 8) * 0.002,
    href: `#${index}`,
    label: `place ${index}`,
  }))
  const map = (points: AreaMapProps['points']) =>
    draw({ points: points ?? [], window, href: (to) => windowHref('/nl', to) })
  const pins = pinsOf(places, window, size)
  assert.ok(pins.length > 3 && pins.length < 40)
  const together = pins.flatMap(({ places: [first, ...others] }) =>
    first === undefined ? [] : [{ ...first, count: 1 + others.length }],
  )
  const told = (elements: readonly HtmlElement[]) =>
    links(elements).map(({ attributes, children }) => [attributes['href'], attributes['aria-label'], textOf(children)])
  assert.deepEqual(told(map(together)), told(map(places)))
})

test('a place may show its figure, smaller when it is longer', () => {
  const size = (sign: string) => {
    const elements = draw({
      points: [{ lon: 4.7, lat: 50.88, href: '#', label: `dust ${sign}`, sign, className: 'sp-scale-2' }],
    })
    const text = elements.find(({ attributes }) => attributes['class'] === 'sp-sign')
    assert.equal(textOf(text?.children ?? []), sign)
    return Number(text?.attributes['font-size'])
  }
  assert.ok(size('7') > size('137') && size('137') > size('1.37'))
})
