import type { Sql } from '#core/database/sql.ts'
import type { Category } from '../category.ts'
import { guessCategories, unpackModel, type CategoryModel, type Guess } from './model.ts'
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

/** So many are offered before the others. */
const SUGGESTED = 3
/**
 * What is less likely than this, from 0 to 1, is not offered. Found by `npm run bench classify`: of all that is left out, real reports and
 * what people also come to tell a town, more than half would have been wrong (`docs/categories.md`).
 */
export const LEAST_LIKELIHOOD = 0.25

/**
 * The three categories that are likeliest for these words, the likeliest first, by what the body learnt, or by the seeds when it has not
 * learnt yet. None when nothing is known about the words.
 */
export async function suggestCategories(sql: Sql, body: string, note: string): Promise<Category[]> {
  const { model, counts } = (await modelOf(sql, body)) ?? { model: await seedModel(), counts: {} }
  return worthOffering(guessCategories(model, note, counts))
}

/** The first of the guesses; none when even the first is hardly likely, or when it says that the words are about something else. */
export function worthOffering(guesses: readonly Guess[]): Category[] {
  const [first] = guesses
  if (first === undefined || first.category === 'other' || first.likelihood < LEAST_LIKELIHOOD) return []
  return guesses.slice(0, SUGGESTED).map(({ category }) => category)
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
