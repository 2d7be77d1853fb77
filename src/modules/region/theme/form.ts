import { z } from 'zod'
import { encodeLogo } from '#core/files/encode-logo.ts'
import { LANGUAGES, type Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { choicesOf, textOf } from '#web/components/form/typed.ts'
import type { Context, FieldError, Typed } from '#web/route.ts'
import { DEFAULT_TOKENS, TOKENS, type ThemeTokens } from '#web/theme/derive-theme.ts'
import { hexOf, readColour } from '#web/theme/srgb.ts'
import { messages } from './messages.ts'
import { addLogo, findLogo } from './store.ts'
import { logoFrom, tokensOf, type KeptLogo, type ThemeVersion } from './theme.ts'

/** A logo that is larger was meant for print. */
export const LOGO_MAX_BYTES = 2_000_000

const Colour = z
  .string()
  .trim()
  .max(40, { error: 'colour.wrong' })
  .refine((text) => text === '' || readColour(text) !== undefined, { error: 'colour.wrong' })
const LogoText = z.string().trim().max(100, { error: 'logo.textTooLong' }).default('')

/** The colours that were typed; all but the first may stay empty. */
export const Colours = z.object({
  brand: Colour.min(1, { error: 'colour.needed' }).default(hexOf(DEFAULT_TOKENS.brand)),
  second: Colour.default(''),
  third: Colour.default(''),
  link: Colour.default(''),
  ink: Colour.default(''),
  paper: Colour.default(''),
})

export const OfBody = z.object({ body: z.string().max(100) })

/** The whole form. */
export const ThemeInput = OfBody.extend({
  ...Colours.shape,
  logoNl: LogoText,
  logoFr: LogoText,
  logoEn: LogoText,
  logoDe: LogoText,
  /** The version that was in force when the form was made. */
  version: z.coerce.number().int().min(0).max(1_000_000).default(0),
  action: z.enum(['preview', 'publish']).default('preview'),
})
export type ThemeInput = z.output<typeof ThemeInput>

/** The names of the fields with what a logo says. */
export const LOGO_FIELDS = { nl: 'logoNl', fr: 'logoFr', en: 'logoEn', de: 'logoDe' } as const satisfies Record<
  Language,
  keyof ThemeInput
>

/** The fields as they stand when a form is opened: the theme in force, or the colours of the square. */
export function fieldsOf(theme: ThemeVersion | undefined): Record<string, string> {
  return {
    brand: theme?.tokens?.brand ?? hexOf(DEFAULT_TOKENS.brand),
    ...theme?.tokens,
    ...Object.fromEntries(LANGUAGES.map((language) => [LOGO_FIELDS[language], theme?.logoTexts[language] ?? ''])),
    keptLogo: theme?.logo?.hash ?? '',
    version: String(theme?.version ?? 0),
  }
}

/** The colours of the fields that can be read, with that of the square where the brand colour cannot: there is always a preview. */
export function readableTokens(fields: Typed): ThemeTokens {
  const found = Object.fromEntries(TOKENS.map((token) => [token, textOf(fields, token)]))
  return (
    tokensOf(found) ?? { ...tokensOf({ ...found, brand: hexOf(DEFAULT_TOKENS.brand) }), brand: DEFAULT_TOKENS.brand }
  )
}

/** The logo that stands in the address of a form, while colours are tried beside it. */
export async function triedLogo({ sql, typed }: Context): Promise<KeptLogo | undefined | 'as it was'> {
  const hash = textOf(typed, 'keptLogo')
  if (hash === undefined) return 'as it was'
  return hash === '' ? undefined : findLogo(sql, hash)
}

/** The logo that the form has after this request: the new one, the one it had, or none. */
export async function logoOf(context: Context): Promise<{ logo: KeptLogo | undefined; errors: FieldError[] }> {
  const { sql, clock, typed, uploads, language } = context
  const hash = choicesOf(typed, 'removeLogo').includes('yes') ? '' : (textOf(typed, 'keptLogo') ?? '')
  const kept = hash === '' ? undefined : await findLogo(sql, hash)
  const upload = uploads['logo']
  if (upload === undefined) return { logo: kept, errors: [] }
  const refuse = (message: string) => ({ logo: kept, errors: [{ field: 'logo', message }] })
  if (upload.path === undefined) return refuse(messages(language)('logo.tooLarge'))
  try {
    const logo = logoFrom(await encodeLogo(upload.path))
    await addLogo(sql, logo, clock())
    return { logo, errors: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return refuse(error.code === 'file-not-an-image' ? messages(language)('logo.notAnImage') : error.title(language))
  }
}
