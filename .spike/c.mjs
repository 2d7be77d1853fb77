import { openTestDatabase } from '../dist/src/core/database/testing.js'
import { json } from '../dist/src/core/database/sql.js'
for (let i=0;i<3;i++){
let t=performance.now()
const db = await openTestDatabase([])
console.log('open', performance.now()-t); t=performance.now()
console.log(await db.sql`select ${Temporal.Now.instant()}::timestamptz as i, ${[1,2]}::int[] as a, ${json([1,{a:2}])}::jsonb as j, array[now()] as n, count(*) as c from core.setting`)
await db.close(); console.log('close', performance.now()-t)}
