import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { LANGUAGES } from '#core/i18n/language.ts'
import { json } from './answer.ts'
import type { Answer, Route } from './route.ts'
import type { View } from './view.ts'

/**
 * Whether a page is for everybody to find: search engines are told of it, and it answers `Accept: application/json` with what
 * it says. A page route says so by declaring its `output`; the home page always is.
 */
export function isFound({ method, path, may, output }: Route): boolean {
  return method === 'GET' && may === 'anyone' && (path === '/:language' || (isPage(path) && output !== undefined))
}

/** Whether a route is a page for people. */
export function isPage(path: string): boolean {
  return /^\/:language(\/|$)/.test(path) && !path.endsWith('.atom')
}

/** Whether JSON is asked for and no page (RFC 9110 §12.5.1): browsers always name `text/html`. */
export function wantsData(request: FastifyRequest): boolean {
  const { accept = '' } = request.headers
  return /\bapplication\/(\w+\+)?json\b/.test(accept) && !/\btext\/html\b/.test(accept)
}

/** What every page says to machines, around its own data. */
export const DataOfPage = z.object({
  address: z.url().describe('Of the page, in this language'),
  language: z.enum(LANGUAGES),
  translations: z.record(z.enum(LANGUAGES), z.url()).describe('The same page in each language'),
})

/** The answer of a page as JSON: its data, with where it stands. Without data of its own: the parts of the square. */
export function dataAnswer(answer: Answer, view: View): Answer {
  const data = answer.data ?? (view.menu ?? []).map(({ href, text }) => ({ name: text, address: view.baseUrl + href }))
  const { language } = view
  const translations = Object.fromEntries(LANGUAGES.map((one) => [one, addressIn(one, view)]))
  const made = json({ address: addressIn(language, view), language, translations, data }, answer.status)
  return { ...made, headers: { ...made.headers, 'content-language': language, vary: 'accept' } }
}

/** The address that stands for a page, whatever question (filter, message) follows it: absolute, in this language. */
export function addressIn(language: string, { baseUrl, path }: Pick<View, 'baseUrl' | 'path'>): string {
  return `${baseUrl}/${language}${path === '/' ? '' : path.replace(/\/$/, '')}`
}
