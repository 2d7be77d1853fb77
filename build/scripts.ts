// Bundles each script of src/web/scripts to dist/src/web/scripts, with a .br beside it. Types are checked by `npm run check`.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'

const FOLDER = 'dist/src/web/scripts'
/** A script only improves a page: more than this is a program. */
const MOST_BROTLI_BYTES = 4_000

const sources = globSync('src/web/scripts/*.ts')
await build({
  entryPoints: sources,
  outdir: FOLDER,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
})

for (const source of sources) {
  const target = `${FOLDER}/${basename(source, '.ts')}.js`
  const brotli = brotliCompressSync(readFileSync(target), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  writeFileSync(`${target}.br`, brotli)
  if (brotli.length <= MOST_BROTLI_BYTES) continue
  console.error(`${source} is ${brotli.length} bytes in brotli; at most ${MOST_BROTLI_BYTES} was agreed.`)
  process.exitCode = 1
}
