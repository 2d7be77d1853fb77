import type { Job } from '#web/module.ts'
import { assessHistory, TELL_JOB } from './history/assess.ts'
import { AssessmentOrder, tellAssessment } from './history/tell.ts'
import { judgeHours } from './judge-hours.ts'
import { judgeValues } from './judge-values.ts'
import { PREVIEW_JOB, PreviewOrder } from './ruling/preview-order.ts'
import { previewDraft } from './ruling/preview.ts'

/** So many batches are judged in a turn of the job; the next one goes on. */
const MOST_BATCHES = 2000
/** So many weeks of history are judged again in a turn. */
const MOST_STEPS = 60

export const judgingJobs: readonly Job[] = [
  {
    // Every minute: the roll-up marks what came in.
    name: 'observations.judge-values',
    schedule: '* * * * *',
    run: async (_payload, services) => {
      await judgeValues(services, MOST_BATCHES)
    },
  },
  {
    // Hours that are over, and those for which something came in late.
    name: 'observations.judge-hours',
    schedule: '*/5 * * * *',
    run: async (_payload, services) => {
      await judgeHours(services, MOST_BATCHES)
    },
  },
  {
    // When a draft of rules was saved.
    name: PREVIEW_JOB,
    run: async (payload, services) => {
      await previewDraft(services, PreviewOrder.parse(payload).property)
    },
  },
  {
    // Goes on with judging history again, a week at a time.
    name: 'observations.assess-history',
    schedule: '* * * * *',
    run: async (_payload, services) => {
      await assessHistory(services, MOST_STEPS)
    },
  },
  {
    name: TELL_JOB,
    run: async (payload, services) => {
      await tellAssessment(services, AssessmentOrder.parse(payload).assessment)
    },
  },
]
