import { createHash } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import { squareSheet } from '#web/assets.ts'
import type { ThemeTokens } from '#web/theme/derive-theme.ts'
import { themeSheet } from '#web/theme/theme-sheet.ts'
import type { PageTheme } from '#web/view.ts'
import { findLogo, listAllThemes, listThemesInForce, type ThemeInForce } from './store.ts'
import { REGION_OFFICE, tokensOf, type KeptLogo, type ThemeVersion } from './theme.ts'

/** What a style sheet is made of. */
interface Recipe {
  readonly tokens: ThemeTokens
  readonly logo: KeptLogo | null
}

/** So many style sheets are remembered; more are made again in a millisecond. */
const KEPT = 1000
/** Fingerprint by recipe, and the other way round. It holds for any database: the same recipe always gives the same sheet. */
const fingerprints = new Map<string, string>()
const recipes = new Map<string, Recipe>()

/**
 * How the pages of a body look: its own theme, else that of the region, else undefined (the colours of the square). One small
 * question to the database, so that what another process published counts at the next page.
 */
export async function themeShown(
  sql: Sql,
  { body, language }: { body: string | undefined; language: Language },
): Promise<PageTheme | undefined> {
  const inForce = await listThemesInForce(sql, [REGION_OFFICE, ...(body === undefined ? [] : [body])])
  const [own, region] = [body, REGION_OFFICE].map((id) => inForce.find((theme) => theme.body === id))
  return pageTheme(own, language) ?? pageTheme(region, language)
}

/** What stands at the address of a style sheet. */
interface Sheet {
  /** That of the square and, after it, the theme. */
  readonly css: string
  /** Whether it is what its address says, so that it may be kept: another version of the square has another sheet. */
  readonly isItsOwn: boolean
}

/** The style sheet with a name; undefined when nothing that was ever published has it. */
export async function sheetAt(sql: Sql, name: string): Promise<Sheet | undefined> {
  const { square, fingerprint } = /^(?<square>[0-9a-f]{10})-(?<fingerprint>[0-9a-f]{16})\.css$/.exec(name)?.groups ?? {}
  if (fingerprint === undefined) return undefined
  // After a restart nothing is remembered; pages that were sent before still ask.
  if (!recipes.has(fingerprint)) for (const theme of await listAllThemes(sql)) recipeOf(theme)
  const recipe = recipes.get(fingerprint)
  if (recipe === undefined) return undefined
  const logo = recipe.logo === null ? undefined : await findLogo(sql, recipe.logo.hash)
  return {
    css: `${squareSheet().css}${themeSheet(recipe.tokens, logo)}`,
    isItsOwn: square === squareSheet().fingerprint,
  }
}

function pageTheme(theme: ThemeInForce | undefined, language: Language): PageTheme | undefined {
  const recipe = theme && recipeOf(theme)
  if (theme === undefined || recipe === undefined) return undefined
  const name = theme.names[language]
  const logo = theme.logo === null ? undefined : (theme.logoTexts[language] ?? name)
  const page = theme.municipality === null ? '/region' : `/region/${theme.municipality}`
  // The square speaks for the region; its office is only named by a logo.
  const isNamed = theme.municipality !== null || logo !== undefined
  return { sheet: recipe.address, ...(isNamed && { owner: { name, href: `/${language}${page}`, logo } }) }
}

function recipeOf(theme: Pick<ThemeVersion, 'tokens' | 'logo'>): (Recipe & { readonly address: string }) | undefined {
  const tokens = theme.tokens === null ? undefined : tokensOf(theme.tokens)
  if (tokens === undefined) return undefined
  const recipe = { tokens, logo: theme.logo }
  const key = JSON.stringify(recipe)
  const fingerprint = fingerprints.get(key) ?? fingerprintOf(recipe)
  remember(fingerprints, key, fingerprint)
  remember(recipes, fingerprint, recipe)
  return { ...recipe, address: `/theme/${squareSheet().fingerprint}-${fingerprint}.css` }
}

/** Of what the theme puts in its sheet. That of the logo stands for its picture. */
function fingerprintOf({ tokens, logo }: Recipe): string {
  const colours = themeSheet(tokens, undefined)
  return createHash('sha256')
    .update(JSON.stringify([colours, logo]))
    .digest('hex')
    .slice(0, 16)
}

function remember<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  const oldest = kept.keys().next()
  if (kept.size >= KEPT && !kept.has(key) && !oldest.done) kept.delete(oldest.value)
  kept.set(key, value)
}
