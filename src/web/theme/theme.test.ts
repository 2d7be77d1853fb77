import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DEFAULT_TOKENS, deriveTheme, TOKENS, type Theme, type ThemeTokens } from './derive-theme.ts'
import { FOCUS, guaranteesOf, ON_FOCUS } from './guarantees.ts'
import { fromOklch, oklchOf } from './oklch.ts'
import { EDGE, reachContrast, TEXT, textOn } from './reach-contrast.ts'
import { BLACK, contrast, hexOf, luminance, mix, readColour, WHITE, type Rgb } from './srgb.ts'

const COLOURS = 200_000

describe('colours', () => {
  test('are read as people write them, and nothing else is', () => {
    for (const text of ['#0c5450', '0C5450', ' #0c5450 ', 'rgb(12, 84, 80)', 'rgb(12 84 80)'])
      assert.equal(readColour(text), 0x0c5450, text)
    assert.equal(readColour('#fa0'), 0xffaa00)
    for (const text of ['', '#', '#12', '#12345', '#1234567', 'rgb(256,0,0)', 'red', '#gggggg', '#fff;}', 'rgb(1,2)'])
      assert.equal(readColour(text), undefined, text)
    assert.equal(hexOf(0x00000f), '#00000f')
  })

  test('have the luminance and contrast of WCAG 2.2', () => {
    assert.equal(luminance(WHITE), 1)
    assert.equal(luminance(BLACK), 0)
    assert.equal(contrast(BLACK, WHITE), 21)
    // Known pairs: #767676 is the lightest grey of 4.5:1 on white, #777 misses it.
    assert.ok(contrast(0x767676, WHITE) >= 4.5)
    assert.ok(contrast(0x777777, WHITE) < 4.5)
    assert.ok(Math.abs(contrast(0xff0000, WHITE) - 3.998) < 0.001)
  })

  test('go to OKLab and back as its author tells, to the last bit', () => {
    const red = oklchOf(0xff0000)
    assert.ok(Math.abs(red.lightness - 0.62796) < 1e-4)
    assert.ok(Math.abs(red.chroma - 0.25768) < 1e-4)
    assert.ok(Math.abs((red.hue * 180) / Math.PI - 29.234) < 0.01)
    for (const colour of [BLACK, WHITE, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0x0c5450, 0x808080, 0x010203])
      assert.equal(hexOf(fromOklch(oklchOf(colour))), hexOf(colour))
  })

  test('mix as style sheets mix them', () => {
    assert.equal(hexOf(mix(BLACK, 0.5, WHITE)), '#808080')
    assert.equal(hexOf(mix(0xff0000, 0.25, 0x0000ff)), '#4000bf')
  })

  test('move no further than they must, and keep their hue', () => {
    const yellow = reachContrast(0xffe600, [WHITE], TEXT)
    assert.ok(contrast(yellow, WHITE) >= TEXT)
    assert.ok(contrast(yellow, WHITE) < TEXT + 0.1, 'it went further than it had to')
    assert.ok(hueApart(yellow, 0xffe600) < 4)
    assert.equal(reachContrast(0x0c5450, [WHITE], TEXT), 0x0c5450, 'what is enough stays')
    // Between two surfaces no colour may exist; then the best of black and white.
    assert.equal(reachContrast(0x777777, [BLACK, WHITE], 7), WHITE)
  })
})

describe('a theme', () => {
  test('can be read, whatever colours are chosen: 200,000 of them', () => {
    const random = generator(20260302)
    const any = () => Math.floor(random() * 0x1000000)
    const maybe = () => (random() < 0.25 ? any() : undefined)
    for (let turn = 0; turn < COLOURS; turn += 1) {
      const tokens = { brand: any(), second: maybe(), third: maybe(), link: maybe(), ink: maybe(), paper: maybe() }
      complain(deriveTheme(tokens), tokens)
    }
  })

  test('can be read at every corner and edge of what can be chosen', () => {
    const steps = [0, 1, 0x40, 0x7f, 0x80, 0xc0, 0xfe, 0xff]
    const corners = steps.flatMap((red) =>
      steps.flatMap((green) => steps.map((blue) => (red << 16) | (green << 8) | blue)),
    )
    const greys = Array.from({ length: 256 }, (_, grey) => grey * 0x010101)
    for (const brand of [...corners, ...greys]) {
      complain(deriveTheme({ brand }), { brand })
      for (const token of TOKENS) {
        const tokens = { ...DEFAULT_TOKENS, [token]: brand }
        complain(deriveTheme(tokens), tokens)
      }
      const all = { brand, second: brand, third: brand, link: brand, ink: brand, paper: brand }
      complain(deriveTheme(all), all)
    }
  })

  test('shows where the focus is on any colour: one of its two colours stands out', () => {
    assert.ok(contrast(ON_FOCUS, FOCUS) >= 7)
    for (let grey = 0; grey < 256; grey += 1) {
      const back = grey * 0x010101
      assert.ok(Math.max(contrast(FOCUS, back), contrast(ON_FOCUS, back)) >= EDGE, hexOf(back))
    }
  })

  test('leaves the brand colour as it was chosen, with the text that can be read on it', () => {
    for (const brand of [0xffe600, 0x8a1538, 0xffffff, 0x000000, 0x1d70b8]) {
      const { light } = deriveTheme({ brand })
      assert.equal(light.brand, brand)
      assert.equal(light.onBrand, textOn(brand))
    }
  })

  test('keeps the hue of what it had to move', () => {
    for (const brand of [0xffe600, 0x7cc242, 0xff8800, 0x66ccff, 0xee2277]) {
      const { light, dark } = deriveTheme({ brand })
      for (const moved of [light.link, light.brandEdge, dark.link]) assert.ok(hueApart(moved, brand) < 4, hexOf(moved))
    }
  })

  test('of the square itself comes out as it was drawn by hand', () => {
    const { light } = deriveTheme(DEFAULT_TOKENS)
    const near = (one: Rgb, other: Rgb) => Math.abs(luminance(one) - luminance(other)) < 0.02
    assert.equal(hexOf(light.brand), '#0c5450')
    assert.equal(hexOf(light.link), '#0b5c57')
    assert.equal(hexOf(light.ink), '#20302d')
    assert.ok(near(light.line, 0xddd2bf), hexOf(light.line))
    assert.ok(near(light.card, 0xfffdf9), hexOf(light.card))
  })
})

function complain(theme: Theme, tokens: ThemeTokens): void {
  for (const [name, scheme] of [
    ['light', theme.light],
    ['dark', theme.dark],
  ] as const)
    for (const { what, front, back, least } of guaranteesOf(scheme)) {
      const found = contrast(front, back)
      if (found < least)
        assert.fail(
          `${name}: ${what} is ${hexOf(front)} on ${hexOf(back)}, ${found.toFixed(2)}:1 instead of ${least}:1, for ${JSON.stringify(
            Object.fromEntries(Object.entries(tokens).map(([token, colour]) => [token, colour && hexOf(colour)])),
          )}`,
        )
    }
}

/** Degrees between the hues of two colours. */
function hueApart(one: Rgb, other: Rgb): number {
  const apart = Math.abs(oklchOf(one).hue - oklchOf(other).hue) * (180 / Math.PI)
  return Math.min(apart, 360 - apart)
}

/** The same chance at every run, 0 to 1: the "minimal standard" generator of Park and Miller (1988, revised 1993). */
function generator(seed: number): () => number {
  const most = 2 ** 31 - 1
  let state = seed
  return () => {
    state = (state * 48_271) % most
    return state / most
  }
}
