import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import fs from 'node:fs'
const lap=(n)=>{console.log(n, Math.round(performance.now()-t)); t=performance.now()}
let t=performance.now()
const ext={pg_trgm,unaccent,btree_gist}
let db = await PGlite.create({extensions:ext}); lap('create memory')
const d = await db.dumpDataDir('none'); lap('dump'); fs.writeFileSync('/tmp/spk.tar', Buffer.from(await d.arrayBuffer())); console.log(fs.statSync('/tmp/spk.tar').size)
await db.close(); lap('close')
db = await PGlite.create({extensions:ext, loadDataDir: new Blob([fs.readFileSync('/tmp/spk.tar')])}); lap('create from dump')
console.log((await db.query('select version(), current_setting($$TimeZone$$) tz')).rows)
await db.close()
fs.rmSync('/tmp/spkd',{recursive:true,force:true}); t=performance.now()
db = await PGlite.create('/tmp/spkd',{extensions:ext}); lap('create disk'); await db.close(); lap('close')
db = await PGlite.create('/tmp/spkd',{extensions:ext}); lap('open disk'); await db.close(); lap('close')
fs.rmSync('/tmp/spkd2',{recursive:true,force:true}); t=performance.now()
db = await PGlite.create('/tmp/spkd2',{extensions:ext, loadDataDir: new Blob([fs.readFileSync('/tmp/spk.tar')])}); lap('create disk from dump'); await db.close(); lap('close')
