import { planeAround } from '#core/geo/point.ts'
import { dayOf } from '#core/i18n/format.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { locator } from '#modules/region/public.ts'
import type { Category } from '../category.ts'
import { randomFrom } from '../demo/random.ts'
import { layerOf } from './layers.ts'
import { putAssets, type GivenAsset } from './store.ts'

/** Around one invented report of each subject in each municipality stand so many things. */
const THINGS_EACH = 3
const SUBJECTS: readonly Category[] = ['street-light', 'stop']

interface Furnished {
  readonly id: string
  readonly body: string
  readonly category: Category
  readonly municipality: string
  readonly lon: number
  readonly lat: number
}

/** Invents lamps and stops around invented reports, each with `demo` and a number that says so; half of the reports are about one. */
export async function fillDemoAssets({ sql, clock }: Services): Promise<void> {
  const find = await locator({ sql, clock })
  const from = dayOf(clock()).subtract({ years: 2 })
  const random = randomFrom(41)
  await sql.transaction(async (within) => {
    if ((await within`select 1 from reports.asset where demo limit 1`).length > 0) return
    const reports = await within<Furnished>`
      select distinct on (municipality, category) id, body, category, municipality, lon, lat from reports.report
      where demo and lon is not null and category = any(${SUBJECTS}::text[])
      order by municipality, category, received_at desc, id`
    let number = 1000
    for (const [index, report] of reports.entries()) {
      const layer = layerOf(report.category)
      if (layer === undefined) continue
      const plane = planeAround(report)
      const things = Array.from({ length: THINGS_EACH }, (_, turn): GivenAsset => {
        const angle = random() * 2 * Math.PI
        const km = (4 + turn * 12 + random() * 4) / 1000
        const point = plane.unflatten(km * Math.cos(angle), km * Math.sin(angle))
        return { ...point, number: `Demo ${++number}`, municipality: report.municipality, from, until: null }
      }).filter((thing) => find(thing).municipality?.nis === report.municipality)
      if (things.length === 0) continue
      const [nearest] = await putAssets(within, { layer, owner: report.body, demo: true }, things)
      if (nearest !== undefined && index % 2 === 0) await name(within, report.id, nearest.id)
    }
  })
}

/** Says that an invented report is about an invented thing. */
async function name(sql: Sql, report: string, asset: string): Promise<void> {
  await sql`
    update reports.report set asset = asset.id, asset_layer = asset.layer, asset_number = asset.number, asset_owner = asset.owner
    from reports.asset where report.id = ${report} and asset.id = ${asset}::uuid`
}
