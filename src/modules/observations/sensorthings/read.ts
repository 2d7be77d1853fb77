import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { Problem } from '#core/problem.ts'
import { messages } from '../messages.ts'
import { isoOf } from '../iso.ts'
import { ENTITIES, idText, SETS } from './entities.ts'
import { nextQuery, readQuery, type Options } from './odata/read-options.ts'
import { follow, type Target } from './path.ts'
import { badQuery, notThere } from './problems.ts'
import { countAll, listPage } from './query/list.ts'
import { roomOf, shapeAll } from './query/expand.ts'
import type { ObservationRow } from './query/rows.ts'
import { takeTurn } from './turns.ts'
import { addressOf, idOf, phenomenonTimeOf, resultOf, valuesOf } from './query/shape.ts'

/** What is answered: a document, a plain text, or nothing. */
export interface Told {
  readonly status: number
  readonly json?: unknown
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A question may take this long. */
const PATIENCE = '15s'

/** The requirement classes that are met (OGC 18-088, annex A). */
const CONFORMANCE = [
  'datamodel/thing',
  'datamodel/location',
  'datamodel/historical-location',
  'datamodel/datastream',
  'datamodel/sensor',
  'datamodel/observed-property',
  'datamodel/observation',
  'datamodel/feature-of-interest',
  'resource-path/resource-path-to-entities',
  'request-data',
  'create-update-delete/create-entity',
  'create-update-delete/link-to-existing-entities',
  'create-update-delete/deep-insert',
  'create-update-delete/update-entity',
  'create-update-delete/delete-entity',
  'batch-request/batch-request',
  'data-array/data-array',
].map((name) => `http://www.opengis.net/spec/iot_sensing/1.1/req/${name}`)

/** Answers a question: `path` comes after the root, `query` after the question mark; `network` is where the question comes from. */
export async function read(
  { sql }: Pick<Services, 'sql'>,
  {
    root,
    path,
    query,
    network,
  }: { readonly root: string; readonly path: string; readonly query: string; readonly network: string },
): Promise<Told> {
  const options = readQuery(query)
  const leave = await takeTurn(network)
  try {
    return await sql.transaction(async (within) => {
      await within`select set_config('statement_timeout', ${PATIENCE}, true)`
      return answer(within, root, await follow(within, decodedPath(path)), { options, path })
    })
  } catch (error) {
    throw explained(error)
  } finally {
    leave()
  }
}

/** An address is decoded as a whole: ids hold no slash. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw badQuery('the address is not encoded well')
  }
}

/** What PostgreSQL cannot compute (too large a number, a text that is no number) is the question's fault; what takes too long too. */
export function explained(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(22|54)/.test(code)) return badQuery(`it cannot be computed (${error instanceof Error ? error.message : code})`)
  if (code === '57014') return new Problem('sensorthings-too-long', 503, messages.say('error.tooLong'))
  return error
}

async function answer(
  sql: Sql,
  root: string,
  target: Target,
  { options, path }: { options: Options; path: string },
): Promise<Told> {
  switch (target.kind) {
    case 'root':
      return {
        status: 200,
        json: {
          value: SETS.map((name) => ({ name, url: `${root}/${name}` })),
          serverSettings: { conformance: CONFORMANCE },
        },
      }
    case 'set':
      return answerSet(sql, root, target, { options, path })
    case 'entity': {
      const { set, row, isRef } = target
      if (isRef) return { status: 200, json: { '@iot.selfLink': addressOf(root, set, row) } }
      const [shape] = await shapeAll(sql, root, { set, rows: [row] }, { options, room: roomOf() })
      return { status: 200, json: shape }
    }
    // property
    default:
      return answerProperty(target)
  }
}

async function answerSet(
  sql: Sql,
  root: string,
  { set, from, isRef, isCount }: Extract<Target, { kind: 'set' }>,
  { options, path }: { options: Options; path: string },
): Promise<Told> {
  if (isCount) return { status: 200, text: String(await countAll(sql, set, from, options)) }
  if (options.isDataArray && set !== 'Observations') throw badQuery('resultFormat=dataArray is for Observations')
  const { rows, next } = await listPage(sql, set, from, options)
  const count = options.count ? { '@iot.count': await countAll(sql, set, from, options) } : {}
  const more = next === undefined ? {} : { '@iot.nextLink': `${root}/${path}?${nextQuery(options, next, rows.length)}` }
  const value = isRef
    ? rows.map((row) => ({ '@iot.selfLink': addressOf(root, set, row) }))
    : options.isDataArray
      ? dataArrays(root, rows as readonly ObservationRow[], options)
      : await shapeAll(sql, root, { set, rows }, { options, room: roomOf() })
  return { status: 200, json: { ...count, ...more, value } }
}

const COMPONENTS: Readonly<Record<string, (row: ObservationRow) => unknown>> = {
  id: (row) => idText(idOf('Observations', row)),
  phenomenonTime: phenomenonTimeOf,
  resultTime: ({ resultAt }) => (resultAt === null ? null : isoOf(resultAt)),
  result: resultOf,
  resultQuality: (row) => row['quality'],
  validTime: (row) => valuesOf('Observations', row)['validTime'] ?? null,
  parameters: (row) => row['parameters'],
}
const USUAL_COMPONENTS = ['id', 'phenomenonTime', 'resultTime', 'result']

/** Observations as arrays, for each datastream (OGC 18-088 §12.1). */
function dataArrays(root: string, rows: readonly ObservationRow[], { select, expand }: Options): unknown[] {
  if (expand.length > 0) throw badQuery('a data array has no links to expand')
  const components = select ?? USUAL_COMPONENTS
  const readers = components.map((name) => {
    const reader = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined
    if (reader === undefined) throw badQuery(`an Observation in a data array has no ${name.slice(0, 60)}`)
    return reader
  })
  return [...Map.groupBy(rows, ({ datastream }) => datastream)].map(([datastream, some]) => ({
    'Datastream@iot.navigationLink': `${root}/Datastreams(${datastream})`,
    components,
    'dataArray@iot.count': some.length,
    dataArray: some.map((row) => readers.map((reader) => reader(row))),
  }))
}

function answerProperty({ set, row, path, isValue }: Extract<Target, { kind: 'property' }>): Told {
  const [name = '', ...rest] = path
  let found: unknown = name === 'id' || name === '@iot.id' ? idText(idOf(set, row)) : (valuesOf(set, row)[name] ?? null)
  for (const step of rest) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step))
      throw notThere(`${ENTITIES[set].one}/${path.join('/')}`)
    found = (found as Readonly<Record<string, unknown>>)[step]
  }
  if (!isValue) return found === null ? { status: 204 } : { status: 200, json: { [path.at(-1) ?? name]: found } }
  if (found === null || found === undefined) return { status: 204 }
  return { status: 200, text: typeof found === 'object' ? JSON.stringify(found) : String(found) }
}
