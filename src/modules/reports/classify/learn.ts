import type { Services } from '#core/services.ts'
import type { Job } from '#web/module.ts'
import { packModel, trainModel } from './model.ts'
import { LEXICON, SEEDS } from './seed-model.ts'
import { countByBody, keepModel, listShownWords } from './store.ts'

/** With fewer examples of its own a body is better off with the seeds alone. */
const FEWEST = 30
const MOST = 4000
const COUNTED_DAYS = 365

/** Every night each body learns from its own reports, of the words that staff showed to everybody and of nothing else. */
export const learnJob: Job = {
  name: 'reports.learn-categories',
  schedule: '20 3 * * *',
  run: (_payload, services) => learnCategories(services),
}

/** Makes the model of every body anew. Safe to repeat: the same reports give the same models. */
export async function learnCategories({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<void> {
  const at = clock()
  for (const [body, counts] of await countByBody(sql, at.subtract({ hours: 24 * COUNTED_DAYS }))) {
    const shown = await listShownWords(sql, body, MOST)
    const model = shown.length < FEWEST ? null : packModel(await trainModel([...LEXICON, ...SEEDS, ...shown]))
    await keepModel(sql, { body, at, examples: shown.length, counts, model })
  }
}
