import type { Scheme } from './derive-theme.ts'
import { BODY_TEXT, EDGE, TEXT } from './reach-contrast.ts'
import { BLACK, mix, type Rgb } from './srgb.ts'

/** The two colours of the focus: yellow, and nearly black around it. The same in every theme. */
export const FOCUS: Rgb = 0xffc53d
export const ON_FOCUS: Rgb = 0x1c2624

/** Two colours that meet on a page, and the contrast that they have at least. */
export interface Guarantee {
  readonly what: string
  readonly front: Rgb
  readonly back: Rgb
  readonly least: number
}

/** Every pair of colours of a scheme that has to be told apart: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11. */
export function guaranteesOf(scheme: Scheme): Guarantee[] {
  const { paper, card, shade, brand, brandHover, onBrand } = scheme
  const onPage = (what: string, front: Rgb, least: number): Guarantee[] => [
    { what: `${what} on paper`, front, back: paper, least },
    { what: `${what} on card`, front, back: card, least },
    { what: `${what} on shade`, front, back: shade, least },
  ]
  return [
    { what: 'text on brand', front: onBrand, back: brand, least: TEXT },
    { what: 'text on brand under the pointer', front: onBrand, back: brandHover, least: TEXT },
    ...onPage('text', scheme.ink, BODY_TEXT),
    ...onPage('quiet text', scheme.quiet, TEXT),
    ...onPage('links', scheme.link, TEXT),
    ...onPage('visited links', scheme.visited, TEXT),
    ...onPage('errors', scheme.error, TEXT),
    ...onPage('success', scheme.success, TEXT),
    ...onPage('accent', scheme.accent, TEXT),
    ...onPage('edges of fields', scheme.edge, EDGE),
    ...onPage('edges of buttons', scheme.brandEdge, EDGE),
    { what: 'text on the third colour', front: scheme.onThird, back: scheme.third, least: TEXT },
    { what: 'places in the chosen area', front: scheme.accent, back: scheme.chosen, least: EDGE },
    { what: 'other places in the chosen area', front: scheme.link, back: scheme.chosen, least: EDGE },
    { what: 'closed places in the chosen area', front: scheme.quiet, back: scheme.chosen, least: EDGE },
    { what: 'the mark of where one is', front: scheme.mark, back: brand, least: EDGE },
    { what: 'secondary button under the pointer', front: scheme.ink, back: mix(shade, 0.86, BLACK), least: TEXT },
    ...Object.entries(scheme.tags).map(([kind, { text, back }]) => ({
      what: `tag ${kind}`,
      front: text,
      back,
      least: TEXT,
    })),
  ]
}
