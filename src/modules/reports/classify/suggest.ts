import type { Sql } from '#core/database/sql.ts'
import type { Category } from '../category.ts'
import { guessCategories, unpackModel, type CategoryModel } from './model.ts'
import { seedModel } from './seed-model.ts'
import { findModel, findModelTime, type CategoryCounts } from './store.ts'

interface Remembered {
  readonly madeAt: string
  readonly model: CategoryModel
  readonly counts: CategoryCounts
}

/** Models of bodies that this process remembers, of 1 MB each. */
const MOST_REMEMBERED = 24
const remembered = new Map<string, Remembered>()

/** All categories, the likeliest for these words first, by what the body learnt, or by the seeds when it has not learnt yet. */
export async function suggestCategories(sql: Sql, body: string, note: string): Promise<Category[]> {
  const { model, counts } = (await modelOf(sql, body)) ?? { model: await seedModel(), counts: {} }
  return guessCategories(model, note, counts).map(({ category }) => category)
}

async function modelOf(sql: Sql, body: string): Promise<Remembered | undefined> {
  const madeAt = (await findModelTime(sql, body))?.toString()
  if (madeAt === undefined) return undefined
  const known = remembered.get(body)
  if (known?.madeAt === madeAt) return known
  const kept = await findModel(sql, body)
  if (kept === undefined) return undefined
  const own = kept.model === null ? undefined : unpackModel(kept.model)
  const fresh = { madeAt, model: own ?? (await seedModel()), counts: kept.counts }
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(body, fresh)
  return fresh
}
