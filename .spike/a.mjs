import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'
let t=performance.now()
const db = await PGlite.create({})
console.log('create', performance.now()-t)
const s = new PGLiteSocketServer({ db, path: '/tmp/spk/.s.PGSQL.5432', maxConnections: 50 })
import fs from 'node:fs'; fs.mkdirSync('/tmp/spk',{recursive:true}); try{fs.unlinkSync('/tmp/spk/.s.PGSQL.5432')}catch{}
await s.start()
const pool = new pg.Pool({ host: '/tmp/spk', user:'postgres', database:'postgres', max: 8 })
let bad=0, errs={}, n=0
t=performance.now()
await Promise.all(Array.from({length:16}, async (_, w) => {
  for (let i=0;i<300;i++) {
    try {
      const r = w%2 ? await pool.query(`select $1::int as v, ${w} as w`, [i]) : await pool.query(`select ${w} as w, $1::text as v, $2::int as x`, ['t'+i, i])
      n++
      if (r.rows[0].w !== w || (w%2 ? r.rows[0].v!==i : r.rows[0].v!=='t'+i)) bad++
    } catch (e) { errs[e.message]=(errs[e.message]??0)+1 }
  }
}))
console.log({n,bad,errs, ms: performance.now()-t})
// tx isolation
await pool.query('create table t(id int primary key, w int)')
// client disappearing inside tx
const c = await pool.connect(); await c.query('begin'); await c.query('insert into t values (1,1)'); c.connection.stream.destroy(); c.on('error',()=>{}); try{c.release(true)}catch{}
await new Promise(r=>setTimeout(r,200))
console.log((await pool.query('select count(*)::int from t')).rows)
// error kinds
for (const q of ['select 1/0', 'selec', 'listen x', "select pg_sleep(0.1)", "copy t from stdin"]) { try { const r = await Promise.race([pool.query(q), new Promise((_,j)=>setTimeout(()=>j(new Error('TIMEOUT')),2000))]); console.log(q,'ok') } catch(e) { console.log(q, e.message) } }
try { console.log((await Promise.race([pool.query('select 42'), new Promise((_,j)=>setTimeout(()=>j(new Error('TIMEOUT')),2000))])).rows) } catch(e){console.log(e.message)}
process.exit()
