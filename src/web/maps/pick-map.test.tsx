import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import type { Ring } from '#core/geo/polygon.ts'
import { elementsOf, readHtml, textOf } from '#web/html/read-html.ts'
import { toUnits } from './map-window.ts'
import { PICK_SIZE, pickedPoint, pickMapSvg } from './pick-map-svg.tsx'
import { PickMap } from './pick-map.tsx'

const WINDOW = { lon: 4.7009, lat: 50.8798, zoom: 16 }

test('the place that was pressed is the place that the picture shows there', () => {
  for (const [x, y] of [
    [160, 160],
    [1, 0],
    [319, 320],
    [42, 271],
  ] as const) {
    const picked = pickedPoint(WINDOW, x, y)
    assert.ok(picked)
    const [backX, backY] = toUnits(WINDOW, PICK_SIZE, picked)
    assert.ok(Math.abs(backX - x) < 0.2 && Math.abs(backY - y) < 0.2, `${x},${y} became ${backX},${backY}`)
  }
})

test('the Enter key and impossible spots pick nothing', () => {
  assert.equal(pickedPoint(WINDOW, 0, 0), undefined)
  assert.equal(pickedPoint(WINDOW, 321, 5), undefined)
  assert.equal(pickedPoint(WINDOW, Number.NaN, 5), undefined)
})

test('the picture is a document of its own, without style sheet or script', () => {
  const svg = pickMapSvg({
    window: WINDOW,
    areas: [
      {
        polygons: [
          [
            [
              [4.69, 50.87],
              [4.71, 50.87],
              [4.71, 50.89],
              [4.69, 50.87],
            ],
          ],
        ],
      },
    ],
    pin: WINDOW,
    labels: [{ lon: 4.7009, lat: 50.8805, text: '<Markt> & Co' }],
  })
  const nodes = readHtml(svg)
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="320" height="320"/)
  assert.ok(textOf(nodes).includes('<Markt> & Co'))
  assert.ok(svg.includes('translate(160 160)'))
  for (const { name, attributes } of elementsOf(nodes)) {
    assert.ok(!['style', 'script', 'image'].includes(name))
    assert.ok(!('class' in attributes) && !('style' in attributes))
  }
})

test('an area that lies outside the window is left out: without a shape it would spoil the XML', () => {
  const faraway: Ring = [
    [5.6, 50.1],
    [5.7, 50.1],
    [5.6, 50.2],
    [5.6, 50.1],
  ]
  const svg = pickMapSvg({ window: WINDOW, areas: [{ polygons: [[faraway]] }] })
  assert.doesNotMatch(svg, /<path[^>]* d[ >]/)
})

test('of two names that would overlap the first is shown, and none is cut by the edge', () => {
  const label = (text: string, lon: number) => ({ text, lon, lat: 50.8798 })
  const labels = [label('Grote Markt', 4.7009), label('Naamsestraat', 4.70091), label('Randstraat', 4.6975)]
  const said = textOf(readHtml(pickMapSvg({ window: WINDOW, areas: [], labels })))
  assert.ok(said.includes('Grote Markt'))
  assert.ok(!said.includes('Naamsestraat') && !said.includes('Randstraat'))
})

test('the form gets what is shown, what was picked and how to move', () => {
  const html = renderToString(<PickMap window={WINDOW} pin={{ lon: 4.7, lat: 50.88 }} picture="/map/pick.svg?tone=1" />)
  const elements = [...elementsOf(readHtml(html))]
  const named = (name: string) => elements.filter(({ attributes }) => attributes['name'] === name)
  assert.equal(named('map')[0]?.attributes['value'], '4.70090,50.87980,16')
  assert.equal(named('pin')[0]?.attributes['value'], '4.700000,50.880000')
  const picture = named('pin')[1]?.attributes ?? {}
  assert.equal(picture['src'], '/map/pick.svg?tone=1&map=4.70090,50.87980,16&pin=4.700000,50.880000')
  assert.deepEqual([picture['type'], picture['width'], picture['height']], ['image', '320', '320'])
  assert.equal(picture['alt'], 'Kies de plaats op de kaart')
  assert.deepEqual(
    named('move').map(({ attributes }) => attributes['value']),
    ['closer', 'farther', 'north', 'south', 'east', 'west'],
  )
})
