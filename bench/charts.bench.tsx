// What a chart costs: each example of the kit, drawn on the server, in milliseconds and bytes. Baseline: the table of the same figures
// alone, which is in the chart as well. The ratio says what drawing adds to telling.
import { brotliCompressSync } from 'node:zlib'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { examples } from '#web/charts/charts.examples.tsx'
import { Table } from '#web/components/table/table.tsx'
import { elementsOf, readHtml, textOf } from '#web/html/read-html.ts'

const TURNS = 300
const WARM_UP = 50

for (const [name, example] of Object.entries(examples)) {
  const rows = figuresIn(renderToString(example()))
  if (rows.length === 0) continue
  const ways: readonly (readonly [string, () => VNode])[] = [
    ['table', () => <Table caption={name} firstCellIsHeader head={rows[0] ?? []} rows={rows.slice(1)} />],
    ['chart', example],
  ]
  const times = new Map(ways.map(([way]) => [way, [] as number[]]))
  // In turns, so that what else the machine does falls on both.
  for (let turn = 0; turn < TURNS + WARM_UP; turn += 1)
    for (const [way, make] of ways) {
      const start = performance.now()
      renderToString(make())
      if (turn >= WARM_UP) times.get(way)?.push(performance.now() - start)
    }
  const [table = Number.NaN, chart = Number.NaN] = ways.map(([way]) => median(times.get(way) ?? []))
  const bytes = brotliCompressSync(renderToString(example())).length
  console.log(
    `${name.padEnd(66)} ${chart.toFixed(2)} ms, ${bytes} bytes; its table ${table.toFixed(2)} ms, ${(chart / table).toFixed(1)} ×`,
  )
}

/** The cells of the table below a chart, as text. */
function figuresIn(html: string): string[][] {
  return [...elementsOf(readHtml(html))]
    .filter((element) => element.name === 'tr')
    .map(({ children }) =>
      [...elementsOf(children)].filter((cell) => ['th', 'td'].includes(cell.name)).map((cell) => textOf(cell.children)),
    )
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
