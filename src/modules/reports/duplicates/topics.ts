import { gramsOf } from '../classify/grams.ts'
import { likelihoods } from '../classify/model.ts'
import { seedModel } from '../classify/seed-model.ts'
import type { Compared } from './features.ts'

/**
 * Adds what the words of reports are about. Always by the model of the seeds, which knows four languages and is the same everywhere: the
 * weights of the likelihood were learnt with it.
 */
export async function withTopics<Report extends Omit<Compared, 'topics'>>(
  reports: readonly Report[],
): Promise<(Report & Pick<Compared, 'topics'>)[]> {
  const model = await seedModel()
  return reports.map((report) => ({
    ...report,
    topics: report.note === '' ? null : likelihoods(model, gramsOf(report.note)),
  }))
}
