import { deriveTheme, TOKENS, type ThemeTokens } from './derive-theme.ts'
import { hexOf } from './srgb.ts'
import { logoRule, rules, type SheetLogo } from './theme-sheet.ts'

/** How the form with its preview stands on the page: of use there alone, so that no other page carries it. */
const LAYOUT = `.sp-theme-form{display:grid;gap:0 3rem;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr))}
.sp-colour .govuk-input{vertical-align:middle}
input.sp-swatch{cursor:pointer}
.sp-swatch{display:inline-block;box-sizing:border-box;width:2.75rem;height:2.75rem;margin-inline-end:.5rem;padding:0;border:2px solid var(--edge);border-radius:6px;vertical-align:middle;background:none;forced-color-adjust:none}
.sp-swatch:focus{outline:3px solid var(--govuk-focus-colour);box-shadow:0 0 0 6px var(--govuk-focus-text-colour)}
.sp-sample{margin:0 0 1.5rem}
.sp-sample>div{overflow:hidden;border:1px solid var(--edge);border-radius:10px;color:var(--sp-ink);background:var(--sp-paper)}
.sp-sample .sp-header__top{padding:.25rem 1rem}
.sp-sample__page{padding:1rem 1rem 0}
`

/**
 * The style sheet of the page where a theme is tried: what has the class `sp-preview-light` or `sp-preview-dark` shows that
 * scheme of it, within a page that has another theme; swatches show the colours as they were chosen.
 */
export function previewSheet(tokens: ThemeTokens, logo: SheetLogo | undefined): string {
  const theme = deriveTheme(tokens)
  const schemes = (['light', 'dark'] as const).map(
    (name) => `${rules(theme, theme[name], `.sp-preview-${name}`)}.sp-preview-${name}{color-scheme:${name}}`,
  )
  const swatches = TOKENS.map(
    (token) => `.sp-swatch-${token}{background:${hexOf(tokens[token] ?? theme.light[token])}}`,
  )
  const picture = logo === undefined ? '' : logoRule(logo, '.sp-sample ')
  return `${LAYOUT}@media screen{${schemes.join('')}}${swatches.join('')}${picture}`
}
