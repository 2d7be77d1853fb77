import { openTestDatabase } from '../dist/src/core/database/testing.js'
import { startJobs, openJobs, requestJob } from '../dist/src/core/jobs/jobs.js'
import { createLog } from '../dist/src/core/log.js'
import { announce } from '../dist/src/core/outbox/outbox.js'
const log = createLog('debug')
const db = await openTestDatabase([]); let t=performance.now()
const services={sql:db.sql,clock:()=>Temporal.Now.instant(),log}
let t0
const jobs=[{name:'a.b-c',async run(p){console.log('ran',p, performance.now()-t0)}},{name:'a.nightly',schedule:'0 3 * * *',async run(){}}]
const j = await startJobs({database:db,jobs,listeners:[{module:'x',fact:'a.hap',async run(p){console.log('heard',p,performance.now()-t0)}}],services,log})
console.log('start', performance.now()-t)
t0=performance.now()
await db.sql.transaction(async sql=>{ await announce(sql,'a.hap',[1]); await requestJob(sql,'a.b-c',{x:1}) })
await new Promise(r=>setTimeout(r,2500))
t=performance.now(); await j.stop(); console.log('stop', performance.now()-t); await db.close()
