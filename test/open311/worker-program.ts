// Program for two-squares.test.ts: joins the database of a square that runs and does its background work for Open311 over and over, some
// minutes ahead of the clock, so that what waits is due; until it is killed. Settings come from the environment, as for the square.
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { sendDue } from '../../src/modules/reports/open311/client/deliver.ts'
import { pullAll } from '../../src/modules/reports/open311/client/pull.ts'
import { layFoundation } from '../../src/start.ts'

const MINUTES_AHEAD = 8

const { services } = await layFoundation(readConfig(process.env).config, createLog('silent'), { join: true })
const ahead = { ...services, clock: () => Temporal.Now.instant().add({ minutes: MINUTES_AHEAD }) }
process.stdout.write('works\n')
for (;;) {
  await sendDue(ahead)
  await pullAll(ahead)
  await pause(50)
}
