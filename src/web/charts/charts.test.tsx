import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { brotliCompressSync } from 'node:zlib'
import { elementsOf, readHtml, textOf, type HtmlElement } from '#web/html/read-html.ts'
import { ReadingLanguage } from '#web/reading-language.ts'
import { BandChart } from './band-chart.tsx'
import { BarChart } from './bar-chart.tsx'
import { examples } from './charts.examples.tsx'
import { HeatChart } from './heat-chart.tsx'
import { LineChart } from './line-chart.tsx'
import { SmallMultiples } from './small-multiples.tsx'
import { TimeBarChart } from './time-bar-chart.tsx'
import type { Value } from './values.ts'

const MONTHS = Array.from({ length: 13 }, (_, index) => Temporal.PlainYearMonth.from('2025-03').add({ months: index }))

function draw(chart: VNode): HtmlElement[] {
  return [...elementsOf(readHtml(renderToString(chart)))]
}

function named(elements: readonly HtmlElement[], name: string): HtmlElement[] {
  return elements.filter((element) => element.name === name)
}

function withClass(elements: readonly HtmlElement[], name: string): HtmlElement[] {
  return elements.filter(({ attributes }) => (attributes['class'] ?? '').split(' ').includes(name))
}

/** The cells of the table below a chart, row by row. */
function tableOf(elements: readonly HtmlElement[]): string[][] {
  return named(elements, 'tr').map(({ children }) =>
    [...elementsOf(children)].filter(({ name }) => name === 'th' || name === 'td').map((cell) => textOf(cell.children)),
  )
}

function line(values: readonly Value[]): VNode {
  return <LineChart id="c" title="Kaart" along={MONTHS.slice(0, values.length)} series={[{ name: 'a', values }]} />
}

test('every chart travels in less than 2 kB, its table included', () => {
  for (const [name, example] of Object.entries(examples)) {
    const { length } = brotliCompressSync(renderToString(example()))
    assert.ok(length < 2000, `${name}: ${length} bytes`)
  }
})

test('every chart has its name, a sentence, and its figures as a table', () => {
  for (const [name, example] of Object.entries(examples)) {
    const elements = draw(example())
    const [figure] = named(elements, 'figure')
    const title = elements.find(({ attributes }) => attributes['id'] === figure?.attributes['aria-labelledby'])
    assert.ok(title && textOf(title.children) !== '', name)
    const [caption] = named(elements, 'figcaption')
    assert.match(textOf(caption?.children ?? []), /\.$/, name)
    for (const svg of elements.filter(({ attributes }) => attributes['role'] === 'img'))
      assert.equal(svg.attributes['aria-labelledby'], title.attributes['id'], name)
    if (name !== 'nothing to show yet') assert.ok(named(elements, 'table').length === 1, name)
  }
})

test('a figure that is not there is a gap in the line and words in the table, never a zero', () => {
  const elements = draw(line([3, 4, null, 6, 7]))
  const [path] = withClass(elements, 'sp-line')
  assert.equal((path?.attributes['d'] ?? '').match(/M/g)?.length, 2)
  assert.equal(withClass(elements, 'sp-marks').flatMap(({ children }) => children).length, 4)
  assert.deepEqual(tableOf(elements)[3], ['mei 2025', 'geen cijfer'])
})

test('bars over time are as wide as their time; a part that nobody counted is grey, and a zero is nothing', () => {
  const start = Temporal.Instant.from('2026-03-02T00:00:00Z')
  const at = (hours: number) => start.add({ hours })
  const counts = [
    { from: at(0), until: at(1), value: 4 },
    { from: at(1), until: at(2), value: 0 },
    { from: at(2), until: at(4), value: null },
    { from: at(4), until: at(5), value: null },
    { from: at(5), until: at(10), value: 8 },
  ]
  const elements = draw(
    <TimeBarChart id="c" title="Kaart" bars={counts} nameOf={(index) => `${index} uur`} gap="niet geteld" />,
  )
  const group = (name: string) =>
    elements
      .filter((element) => element.name === 'g' && element.attributes['class'] === name)
      .flatMap(({ children }) => named([...elementsOf(children)], 'rect'))
      .map(({ attributes }) => [attributes['x'], attributes['width'], attributes['height']])
  assert.deepEqual(group('sp-gap'), [['20%', '30%', '100%']])
  assert.deepEqual(group('sp-bars'), [
    ['1%', '8%', '50%'],
    ['55%', '40%', '100%'],
  ])
  assert.deepEqual(tableOf(elements)[3], ['2 uur', 'niet geteld'])
  assert.deepEqual(tableOf(elements)[2], ['1 uur', '0'])
  const none = draw(<TimeBarChart id="c" title="Kaart" bars={[]} nameOf={String} gap="niet geteld" empty="Niets." />)
  assert.equal(named(none, 'rect').length, 0)
})

test('a figure between two gaps is seen as a dot', () => {
  const [path] = withClass(draw(line([null, 4, null, 6])), 'sp-line')
  assert.match(path?.attributes['d'] ?? '', /^M\d+ \d+h0M\d+ \d+h0$/)
})

test('what is no number is refused by every kind of chart, with its place', () => {
  const wrong: Record<string, () => VNode> = {
    line: () => line([1, Number.NaN]),
    infinite: () => line([1, Infinity]),
    'too large': () => line([1, 1e305]),
    bars: () => <BarChart id="c" title="Kaart" bars={[{ name: 'a', value: -Infinity }]} />,
    heat: () => <HeatChart id="c" title="Kaart" rows={['a']} columns={['b']} values={[[Number.NaN]]} />,
    band: () => <BandChart id="c" title="Kaart" along={['a']} ranges={[{ lower: 1, middle: 2, upper: Infinity }]} />,
    panels: () => <SmallMultiples id="c" title="Kaart" along={['a']} panels={[{ name: 'p', values: [Number.NaN] }]} />,
  }
  for (const [name, chart] of Object.entries(wrong))
    assert.throws(() => renderToString(chart()), /RangeError: Value \d+ of ".*" is .*, which cannot be drawn/, name)
})

test('figures that do not fit together are refused', () => {
  const wrong = [
    <LineChart id="c" title="Kaart" along={MONTHS} series={[{ name: 'a', values: [1] }]} />,
    <LineChart
      id="c"
      title="Kaart"
      along={['a']}
      series={Array.from({ length: 6 }, () => ({ name: 'a', values: [1] }))}
    />,
    <BandChart id="c" title="Kaart" along={['a']} ranges={[{ lower: 3, middle: 2, upper: 4 }]} />,
    <BandChart id="c" title="Kaart" along={['a']} ranges={[null]} beside={{ name: 'b', values: [1, 2] }} />,
    <HeatChart id="c" title="Kaart" rows={['a']} columns={['b']} values={[[-1]]} />,
    <HeatChart id="c" title="Kaart" rows={['a']} columns={['b', 'c']} values={[[1]]} />,
  ]
  for (const chart of wrong) assert.throws(() => renderToString(chart), RangeError)
})

test('a second line beside a band is within the drawing, in the legend and in the table', () => {
  const chart = draw(
    <BandChart
      id="c"
      title="Kaart"
      along={['a', 'b']}
      ranges={[{ lower: 1, middle: 2, upper: 3 }, null]}
      beside={{ name: 'zoals gemeten', values: [90, null] }}
    />,
  )
  assert.deepEqual(tableOf(chart)[0]?.at(-1), 'zoals gemeten')
  assert.deepEqual(tableOf(chart)[1]?.at(-1), '90')
  assert.ok(withClass(chart, 'sp-s2').length > 0)
})

test('one figure, equal figures, huge and negative figures stay within the drawing', () => {
  for (const values of [[7], [5, 5, 5], [0, 0], [-3, -9, -4], [-1e300, 1e300], [1e-12, 3e-12], [1e15, 1e15 + 1]]) {
    const [path] = withClass(draw(line(values)), 'sp-line')
    const [, start = ''] = /^M(\S+ ?\S*?)(?:l|h)/.exec(path?.attributes['d'] ?? '') ?? []
    const [x = -1, y = -1] = start.split(' ').map(Number)
    assert.ok(x >= 0 && x <= 1000 && y >= 0 && y <= 500, `${values.join(', ')}: ${path?.attributes['d']}`)
  }
})

test('coordinates are whole numbers or have one decimal', () => {
  for (const [name, example] of Object.entries(examples))
    for (const { attributes } of draw(example()))
      for (const attribute of ['d', 'x', 'y', 'cx', 'cy', 'x1', 'y1', 'width', 'height'])
        assert.doesNotMatch(attributes[attribute] ?? '', /\.\d{3}|e-\d/, `${name}: ${attribute}`)
})

test('thousands of moments are thinned, the table tells what stands out, and says where the rest is', () => {
  const along = Array.from({ length: 9000 }, (_, index) =>
    Temporal.Instant.from('2026-03-01T00:00:00Z').add({ minutes: index }),
  )
  const values = along.map((_, index) => (index === 4321 ? 999 : Math.round(50 + 20 * Math.sin(index))))
  const chart = <LineChart id="c" title="Kaart" along={along} series={[{ name: 'a', values }]} csv="/a.csv" />
  const elements = draw(chart)
  assert.ok(brotliCompressSync(renderToString(chart)).length < 2000)
  assert.ok(tableOf(elements).some((row) => row[1] === '999'))
  assert.match(textOf(elements[0]?.children ?? []), /9\.000 rijen.*CSV-bestand/)
  const y = (withClass(elements, 'sp-line')[0]?.attributes['d'] ?? '').match(/-?\d+/g)?.map(Number) ?? []
  let at = 0
  const heights = y.flatMap((step, index) => (index % 2 === 1 ? [(at = index === 1 ? step : at + step)] : []))
  assert.equal(Math.min(...heights), 1, 'the peak of 999 on a scale to 1,000 is drawn')
})

test('a line that does not start at zero says so; bars always start there', () => {
  assert.match(textOf(draw(line([984, 1016, 1002]))[0]?.children ?? []), /de schaal begint niet bij 0 maar bij 980/)
  assert.doesNotMatch(textOf(draw(line([3, 120, 60]))[0]?.children ?? []), /schaal begint/)
  const bars = draw(
    <BarChart
      id="c"
      title="Kaart"
      bars={[
        { name: 'a', value: 984 },
        { name: 'b', value: 1016 },
      ]}
    />,
  )
  const [, b] = named(bars, 'rect').map(({ attributes }) => Number.parseFloat(attributes['height'] ?? ''))
  const [a] = named(bars, 'rect').map(({ attributes }) => Number.parseFloat(attributes['height'] ?? ''))
  assert.ok(Math.abs((a ?? 0) / (b ?? 1) - 984 / 1016) < 0.01)
})

test('a bar below zero goes the other way from the same line', () => {
  const elements = draw(
    <BarChart
      id="c"
      title="Kaart"
      bars={[
        { name: 'a', value: 10 },
        { name: 'b', value: -10 },
      ]}
    />,
  )
  const [up, down] = named(elements, 'rect').map(({ attributes }) => ({
    top: Number.parseFloat(attributes['y'] ?? ''),
    height: Number.parseFloat(attributes['height'] ?? ''),
  }))
  assert.ok(up && down)
  assert.equal(up.top + up.height, down.top)
  assert.equal(up.height, down.height)
})

test('names that do not fit below standing bars make the bars lie down, whole', () => {
  const name = 'Verkeersbord of verkeerslicht'
  const elements = draw(
    <BarChart
      id="c"
      title="Kaart"
      bars={[
        { name, value: 4 },
        { name: 'Boom', value: 2 },
      ]}
    />,
  )
  assert.equal(withClass(elements, 'sp-names').length, 1)
  assert.ok(named(elements, 'text').some(({ children }) => textOf(children) === name))
})

test('colour never says it alone: each line has a dash and a mark of its own, each step of heat a size', () => {
  const css = readFileSync(`${import.meta.dirname}/../style/square.css`, 'utf8')
  const dashes = [2, 3, 4, 5].map(
    (series) => new RegExp(`\\.sp-line\\.sp-s${series}\\{stroke-dasharray:([^}]+)\\}`).exec(css)?.[1],
  )
  assert.equal(new Set(dashes).size, 4)
  assert.ok(!dashes.includes(undefined))
  const legend = withClass(draw(examples['five lines with dashes and marks']?.() ?? <p />), 'sp-key')
  const shapes = legend.map(({ children }) =>
    [...elementsOf(children)].map(({ attributes }) => attributes['d'] ?? 'circle').at(-1),
  )
  assert.equal(new Set(shapes).size, 5)
  const sizes = withClass(draw(examples['hours by weekdays']?.() ?? <p />), 'sp-key').map(
    ({ children }) => /h(\d+)v/.exec([...elementsOf(children)].at(-1)?.attributes['d'] ?? '')?.[1],
  )
  assert.equal(new Set(sizes).size, sizes.length)
})

test('a month that is not over is drawn open and left out of the sentence', () => {
  const elements = draw(
    <LineChart
      id="c"
      title="Kaart"
      along={MONTHS.slice(0, 3)}
      series={[{ name: 'a', values: [9, 8, 1] }]}
      unfinished
    />,
  )
  assert.equal(withClass(elements, 'sp-open').length, 2)
  const [caption] = named(elements, 'figcaption')
  assert.match(textOf(caption?.children ?? []), /Het laagst: april 2025 \(8\)/)
  assert.match(textOf(elements[0]?.children ?? []), /mei 2025 is nog bezig/)
})

test('words, numbers and dates are those of the reader', () => {
  const chart = (language: 'fr' | 'en') => {
    const [figure] = draw(
      <ReadingLanguage.Provider value={language}>{line([1200.5, 2400, 1800])}</ReadingLanguage.Provider>,
    )
    return textOf(figure?.children ?? []).replaceAll(/[\u202f\u00a0]/g, ' ')
  }
  assert.match(chart('fr'), /Le plus haut : avril 2025 \(2 400\)/)
  assert.match(chart('en'), /Highest: April 2025 \(2,400\)/)
})

test('without figures there is a sentence, and no empty axes', () => {
  const elements = draw(examples['nothing to show yet']?.() ?? <p />)
  assert.deepEqual(named(elements, 'svg'), [])
  assert.match(textOf(elements[0]?.children ?? []), /Er zijn nog geen cijfers/)
})

test('small multiples share one scale, and say which', () => {
  const elements = draw(
    <SmallMultiples
      id="c"
      title="Kaart"
      along={MONTHS.slice(0, 2)}
      panels={[
        { name: 'groot', values: [100, 100] },
        { name: 'klein', values: [10, 10] },
      ]}
    />,
  )
  const heights = withClass(elements, 'sp-line').map(({ attributes }) => /^M0 (\d+)/.exec(attributes['d'] ?? '')?.[1])
  assert.deepEqual(heights, ['0', '450'])
  assert.match(textOf(elements[0]?.children ?? []), /dezelfde schaal: van 0 tot 100/)
})
