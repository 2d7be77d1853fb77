import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCsv } from './read-rows.ts'

async function rowsOf(text: string): Promise<(readonly [line: number, ...cells: string[]])[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rows-'))
  try {
    await writeFile(join(folder, 'rows.csv'), text)
    const rows: (readonly [number, ...string[]])[] = []
    for await (const part of readCsv(join(folder, 'rows.csv'), { delimiter: ';', encoding: 'utf-8' }))
      rows.push(...part.rows.map(({ line, cells }) => [line, ...cells] as const))
    return rows
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('cells in quotes hold the delimiter, quotes and ends of line, and lines are counted through them', async () => {
  assert.deepEqual(await rowsOf('a;"b;c";"d ""e"""\r\n"f\ng";h\n\nlast;"i\n\n;j"\n'), [
    [1, 'a', 'b;c', 'd "e"'],
    [2, 'f\ng', 'h'],
    [5, 'last', 'i\n\n;j'],
  ])
})

test('a quote within a cell is a sign like another', async () => {
  assert.deepEqual(await rowsOf('Post "North;1\nPost South;2\n5" pipe;3\n'), [
    [1, 'Post "North', '1'],
    [2, 'Post South', '2'],
    [3, '5" pipe', '3'],
  ])
})

test('a quote that nothing closes swallows nothing after its line', async () => {
  assert.deepEqual(await rowsOf('a;1\n"b;2\nc;3\nd;4\n'), [
    [1, 'a', '1'],
    [2, 'b;2'],
    [3, 'c', '3'],
    [4, 'd', '4'],
  ])
})
