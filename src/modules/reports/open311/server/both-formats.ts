import type { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { route, type Answer, type Context, type Method, type Route } from '#web/route.ts'
import { answer, FORMATS, type Document } from './document.ts'
import { open311 } from './protocol.ts'
import { languageOf } from './reader.ts'
import type { Common } from './request-filter.ts'

interface Address<Input extends z.ZodObject<typeof Common.shape>> {
  readonly method: Method
  /** Without the format at its end. */
  readonly path: string
  readonly summary: string
  readonly input: Input
  readonly perMinute?: number
  readonly uploadBytes?: number
  handle(input: z.output<Input>, context: Context): Promise<Said> | Said
}
type Said = Document & { readonly status?: number }

/** Routes for an address of Open311, one for each format. What it says, errors too, is in the language that `locale` names. */
export function inBothFormats<Input extends z.ZodObject<typeof Common.shape>>(address: Address<Input>): Route[] {
  const { method, path, summary, input, perMinute, uploadBytes } = address
  return FORMATS.map((format) =>
    route({
      method,
      path: `${path}.${format}`,
      summary: `${summary}, as ${format.toUpperCase()}`,
      may: 'anyone',
      protocol: open311,
      input,
      ...(perMinute !== undefined && { perMinute }),
      ...(uploadBytes !== undefined && { uploadBytes }),
      handle: async (given, context): Promise<Answer> => {
        const language = languageOf(localeOf(given), context)
        try {
          const { status = 200, ...document } = await address.handle(given, { ...context, language })
          const made = answer(document, format, status)
          return { ...made, headers: { ...made.headers, 'content-language': language } }
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          return open311.failure(error, { url: `.${format}`, language, errors: [] })
        }
      },
    }),
  )
}

function localeOf(given: object): string | undefined {
  return 'locale' in given && typeof given.locale === 'string' ? given.locale : undefined
}
