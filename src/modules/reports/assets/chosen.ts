import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Context } from '#web/route.ts'
import { allCodesOf } from '../municipality-codes.ts'
import type { Answers, Where } from '../report-form/answers.ts'
import type { Category } from '../category.ts'
import { nearestOf, type Asset, type NearAsset } from './asset.ts'
import { layerName, layerOf } from './layers.ts'
import { messages } from './messages.ts'
import { findAsset, findByNumber, hasAny, listAround } from './store.ts'

type Services = Pick<Context, 'sql' | 'clock'>

/** What can be chosen at a place: the nearest things, and whether a number can be looked up. */
export interface Offered {
  readonly layer: string
  readonly near: readonly NearAsset[]
}

/** What is asked about a subject at a place; undefined when nothing is known there, so that nothing is asked. */
export async function offeredAt(where: Where, category: Category, services: Services): Promise<Offered | undefined> {
  const layer = layerOf(category)
  if (layer === undefined) return undefined
  const { sql, clock } = services
  const { lon, lat } = where
  if (lon !== undefined && lat !== undefined) {
    const near = nearestOf(await listAround(sql, layer, { lon, lat }, dayOf(clock())), { lon, lat })
    return near.length === 0 ? undefined : { layer, near }
  }
  const municipalities = await allCodesOf(where.municipality, services)
  return (await hasAny(sql, { layer, municipalities })) ? { layer, near: [] } : undefined
}

/** Whether the form asks which thing it is. */
export async function asksAsset({ where, category }: Answers, services: Services): Promise<boolean> {
  if (where === undefined || category === undefined) return false
  return (await offeredAt(where, category, services)) !== undefined
}

/** The thing that was chosen, as long as it still fits the subject and the municipality: both may have changed since. */
export async function assetOfAnswers(
  { where, category, asset: id }: Answers,
  services: Services,
): Promise<Asset | undefined> {
  if (id === undefined || id === '' || where === undefined || category === undefined) return undefined
  const asset = await findAsset(services.sql, id)
  if (asset === undefined || asset.layer !== layerOf(category)) return undefined
  return (await allCodesOf(where.municipality, services)).includes(asset.municipality) ? asset : undefined
}

/** The one thing with a number in the municipality, however the number is written; undefined when there is none, or more than one. */
export async function assetNumbered(
  { where, category, number }: { readonly where: Where; readonly category: Category; readonly number: string },
  services: Services,
): Promise<Asset | undefined> {
  const layer = layerOf(category)
  if (layer === undefined) return undefined
  const municipalities = await allCodesOf(where.municipality, services)
  const found = await findByNumber(services.sql, { layer, number, municipalities }, dayOf(services.clock()))
  return found.length === 1 ? found[0] : undefined
}

/** The words of a report, with the number that was read on a thing which nobody knows. */
export function noteWithNumber({ note = '', category, asset, assetRead = '' }: Answers, language: Language): string {
  const layer = category === undefined ? undefined : layerOf(category)
  if (asset !== '' || assetRead === '' || layer === undefined) return note
  return [note, `${layerName(layer, language)}: ${assetRead}`].filter(Boolean).join('\n\n')
}

/** The row of the page that shows everything once more; none where nothing was asked. */
export async function assetChecked(
  answers: Answers,
  context: Context,
): Promise<{ key: string; value: string } | undefined> {
  const { where, category } = answers
  const layer = category === undefined ? undefined : layerOf(category)
  if (where === undefined || category === undefined || layer === undefined) return undefined
  const asset = await assetOfAnswers(answers, context)
  if (asset === undefined && !(await asksAsset(answers, context))) return undefined
  const { language } = context
  return {
    key: layerName(layer, language),
    value: asset?.number ?? (answers.assetRead || messages(language)('unknown')),
  }
}
