// Compiles the style sheet of the square to dist/src/web/style/square.css, with a .br and a .gz beside it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { compile } from 'sass'

const TARGET = 'dist/src/web/style/square.css'
/** About half of what a text page may weigh in all. */
const MOST_BROTLI_BYTES = 10_400

const { css } = compile('src/web/style/square.scss', {
  style: 'compressed',
  loadPaths: ['node_modules'],
  quietDeps: true,
})
const small = refuseOutsiders(withoutOldBrowsers(withoutFallbacks(css)))
const brotli = brotliCompressSync(small, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })

mkdirSync('dist/src/web/style', { recursive: true })
writeFileSync(TARGET, small)
writeFileSync(`${TARGET}.br`, brotli)
writeFileSync(`${TARGET}.gz`, gzipSync(small, { level: 9 }))

if (brotli.length > MOST_BROTLI_BYTES) {
  console.error(`The style sheet is ${brotli.length} bytes in brotli; at most ${MOST_BROTLI_BYTES} was agreed.`)
  process.exitCode = 1
}

/** govuk-frontend writes its own colour after each variable. We always set the variables, so nobody would see it. */
function withoutFallbacks(text: string): string {
  return text.replace(/var\((--govuk-[a-z-]+),[^()]*(?:\([^()]*\))?\)/g, 'var($1)')
}

/** Prefixes and queries for Internet Explorer, old Edge, and browsers that never knew `prefers-color-scheme`. */
function withoutOldBrowsers(text: string): string {
  return text
    .replace(/(?<=[{;])(?:-webkit-(?!font|tap)|-moz-|-ms-)[a-z-]+:[^;}]+;?/g, '')
    .replace(/, ?\(-ms-high-contrast: ?active\)/g, '')
    .replace(/[^{}]+::-moz-focus-inner\{[^}]*\}/g, '')
    .replace(/[^{}]+\{\}/g, '')
}

/** Nothing may come from elsewhere, and no font is downloaded. */
function refuseOutsiders(text: string): string {
  const outsider = /url\((?!["']?data:)[^)]*\)|@font-face|@import/.exec(text)
  if (outsider) throw new Error(`The style sheet asks for something outside: ${outsider[0]}`)
  return text
}
