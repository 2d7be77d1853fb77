import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { DEFAULT_TOKENS, deriveTheme, type Scheme } from './derive-theme.ts'
import { guaranteesOf } from './guarantees.ts'
import { contrast, mix, readColour } from './srgb.ts'
import { previewSheet } from './preview-sheet.ts'
import { PROPERTIES, themeSheet } from './theme-sheet.ts'

const LOGO = { data: 'QUJD', width: 90, height: 40, plate: 'light' } as const

describe('the style sheet of a theme', () => {
  test('is for screens, in both schemes, and paper stays as the square prints', () => {
    const css = themeSheet({ brand: 0x8a1538 }, undefined)
    assert.match(css, /^@media screen\{:root\{--sp-brand:#8a1538;--sp-on-brand:#ffffff;/)
    assert.match(css, /@media screen and \(prefers-color-scheme:dark\)\{:root\{--sp-brand:#8a1538;/)
    assert.doesNotMatch(css, /print|sp-logo/)
  })

  test('carries the logo, so that it costs no request of its own', () => {
    const css = themeSheet({ brand: 0x8a1538 }, LOGO)
    assert.ok(
      css.endsWith(
        '.sp-logo{--width:90px;--height:40px;background-color:#fff;background-image:url(data:image/webp;base64,QUJD)}',
      ),
    )
  })

  test('moves the text of a tag only where the colours of the square would not do', () => {
    assert.doesNotMatch(themeSheet({ brand: 0x0c5450 }, undefined), /tag/)
    const bright = themeSheet({ brand: 0x0c5450, ink: 0x595959, paper: 0xf2f2f2 }, undefined)
    assert.match(bright, /:root \.govuk-tag--yellow\{--tag-text:#[0-9a-f]{6}\}/)
  })

  test('of a preview touches only what is in the preview', () => {
    const css = previewSheet({ brand: 0x8a1538 }, undefined)
    assert.doesNotMatch(css, /:root/)
    assert.match(css, /\.sp-preview-light\{--sp-brand:#8a1538/)
    assert.match(css, /\.sp-preview-dark\{color-scheme:dark\}/)
  })

  test('knows every colour of the square, and those keep to the same guarantees', () => {
    const source = readFileSync('src/web/style/_tokens.scss', 'utf8')
    const [before = '', within = ''] = source.split('@mixin dark')
    const root = within.slice(within.indexOf(':root'))
    const light = { ...coloursIn(before), ...coloursIn(root) }
    const dark = { ...light, ...coloursIn(within.slice(0, within.indexOf('}'))) }
    for (const scheme of [schemeOf(light), schemeOf(dark)])
      for (const { what, front, back, least } of guaranteesOf(scheme))
        assert.ok(contrast(front, back) >= least, `${what}: ${contrast(front, back).toFixed(2)} instead of ${least}`)
  })
})

function coloursIn(text: string): Record<string, number> {
  return Object.fromEntries(
    [...text.matchAll(/(--[a-z-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', hex = '']) => [
      name,
      readColour(hex) ?? -1,
    ]),
  )
}

/** What the style sheet of the square says, with what it mixes. */
function schemeOf(colours: Record<string, number>): Scheme {
  const colour = (name: string): number => {
    const found = colours[name]
    assert.ok(found !== undefined, `_tokens.scss has no ${name}`)
    return found
  }
  const [ink, paper, line] = [colour('--sp-ink'), colour('--sp-paper'), colour('--sp-line')]
  const mixed: Record<string, number> = {
    '--quiet': mix(ink, 0.78, paper),
    '--edge': mix(ink, 0.68, paper),
    '--shade': mix(line, 0.42, paper),
  }
  const plain = Object.fromEntries(
    Object.entries(PROPERTIES).map(([property, name]) => [name, mixed[property] ?? colour(property)]),
  )
  return { ...deriveTheme(DEFAULT_TOKENS).light, ...plain, tags: tagsOn(plain) } as Scheme
}

function tagsOn({
  link = 0,
  ink = 0,
  card = 0,
}: Record<string, number>): Record<string, { text: number; back: number }> {
  const tints = {
    link,
    grey: 0x75706a,
    green: 0x2f9e56,
    red: 0xd8432f,
    yellow: 0xd9a514,
    orange: 0xd9692b,
    purple: 0x8b5bb0,
  }
  return Object.fromEntries(
    Object.entries(tints).map(([kind, tint]) => [kind, { text: mix(tint, 0.42, ink), back: mix(tint, 0.18, card) }]),
  )
}
