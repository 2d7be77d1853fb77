import { openTestDatabase } from '#core/database/testing.ts'
import { modules } from '../src/app.ts'
import { batchBuilder } from '../src/modules/observations/batch.ts'
import { addObservations } from '../src/modules/observations/store/add.ts'

const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
try {
  const { sql } = database
  await sql.script(`
    insert into observations.thing (owner, name, created_at, updated_at) values ('x','x',now(),now());
    insert into observations.sensor (owner, name, encoding_type, metadata, created_at, updated_at) values ('x','x','t','{}',now(),now());
    insert into observations.observed_property (owner, name, definition, created_at, updated_at) values ('x','x','t',now(),now());
    insert into observations.datastream (owner, thing, sensor, observed_property, name, observation_type, result_kind, unit, created_at, updated_at)
    select 'x',1,1,1,'d','x','number','{}',now(),now() from generate_series(1,100);`)
  const start = performance.now()
  let n = 0
  const now = Temporal.Now.instant()
  const t0 = Date.UTC(2026, 0, 1) * 1000
  for (let b = 0; b < 40; b++) {
    const builder = batchBuilder()
    for (let d = 1; d <= 100; d++)
      for (let i = 0; i < 100; i++)
        builder.add(d, t0 + (b * 100 + i) * 60e6, Number.NaN, Math.round(Math.random() * 1000) / 10)
    n += 10000
    await sql.transaction((within) => addObservations(within, builder.take(), now))
  }
  console.log('store', Math.round(n / ((performance.now() - start) / 1000)), 'rows/s')
  await sql.script(
    `create table x as select at, received_at, number, datastream, turn from observations.observation; copy x to '/tmp/sens-pg/x.csv'; delete from observations.observation`,
  )
  const s2 = performance.now()
  await sql.script(
    `truncate observations.observation; copy observations.observation (at, received_at, number, datastream, turn) from '/tmp/sens-pg/x.csv'`,
  )
  console.log('copy', Math.round(n / ((performance.now() - s2) / 1000)), 'rows/s')
} finally {
  await database.close()
}
