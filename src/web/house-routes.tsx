import { z } from 'zod'
import { content, json, page, seeOther } from './answer.ts'
import type { Module, PersonalData, SitemapPage } from './module.ts'
import { ApiPage } from './openapi/api-page.tsx'
import { describeApi, operations } from './openapi/openapi.ts'
import { corePersonalData } from './privacy/core-personal-data.ts'
import { PrivacyPage } from './privacy/privacy-page.tsx'
import { generalProblem } from './problems/problem-answer.tsx'
import { route, type Context, type Route } from './route.ts'
import { partsOf, sitemapIndex, sitemapPart } from './sitemap.ts'

/** The addresses that belong to the house and to no capability: front door, API description, sitemap. */
export function houseRoutes(modules: readonly Module[]): Route[] {
  const routes = modules.flatMap((module) => [...module.routes])
  const description = describeApi(routes)
  return [
    route({
      method: 'GET',
      path: '/',
      summary: 'To the home page in the language of the browser',
      may: 'anyone',
      handle: (_input, { language }) => {
        const answer = seeOther(`/${language}`, { vary: 'accept-language' })
        return { ...answer, status: 302 }
      },
    }),
    route({
      method: 'GET',
      path: '/api/openapi.json',
      summary: 'Description of this API (OpenAPI 3.1)',
      may: 'anyone',
      output: z.object({ openapi: z.string() }),
      handle: () => json(description),
    }),
    route({
      method: 'GET',
      path: '/api',
      summary: 'To the readable page about the API',
      may: 'anyone',
      handle: (_input, { language }) => seeOther(`/${language}/api`),
    }),
    route({
      method: 'GET',
      path: '/:language/api',
      summary: 'The API, for people',
      may: 'anyone',
      output: z.object({ description: z.string() }),
      handle: (_input, { view }) => {
        const data = { description: `${view.baseUrl}/api/openapi.json` }
        return page(<ApiPage view={view} operations={operations(routes)} />, 200, data)
      },
    }),
    route({
      method: 'GET',
      path: '/:language/privacy',
      summary: 'What is kept about people, why and how long',
      may: 'anyone',
      output: z.array(KeptOutput),
      handle: (_input, { view, language }) => {
        const kept = personalDataOf(modules)
        const data = kept.map((one) => ({
          what: one.what(language),
          purpose: one.purpose(language),
          basis: one.basis,
          kept: one.kept(language),
          seenBy: one.seenBy(language),
        }))
        return page(<PrivacyPage view={view} kept={kept} />, 200, data)
      },
    }),
    route({
      method: 'GET',
      path: '/robots.txt',
      summary: 'What search engines may read',
      may: 'anyone',
      handle: (_input, { config }) =>
        content(
          'text/plain; charset=utf-8',
          `User-agent: *\n${PRIVATE.map((path) => `Disallow: /*/${path}\n`).join('')}Sitemap: ${config.baseUrl}/sitemap.xml\n`,
        ),
    }),
    route({
      method: 'GET',
      path: '/sitemap.xml',
      summary: 'All public pages, in every language; an index when they are many',
      may: 'anyone',
      handle: async (_input, context) => {
        const pages = await publicPages(modules, context)
        const parts = partsOf(pages.length)
        const { baseUrl } = context.config
        return content(XML, parts > 1 ? sitemapIndex(parts, baseUrl) : sitemapPart(pages, 1, baseUrl))
      },
    }),
    route({
      method: 'GET',
      path: '/sitemap/:part',
      summary: 'One part of the public pages',
      may: 'anyone',
      input: z.object({
        part: z
          .string()
          .regex(/^[1-9]\d{0,3}\.xml$/)
          .transform((name) => Number.parseInt(name, 10)),
      }),
      handle: async ({ part }, context) => {
        const pages = await publicPages(modules, context)
        if (part > partsOf(pages.length)) throw generalProblem('not-found', 404)
        return content(XML, sitemapPart(pages, part, context.config.baseUrl))
      },
    }),
  ]
}

const XML = 'application/xml; charset=utf-8'
/** Where robots have nothing to look for. */
const PRIVATE = [
  'staff',
  'operator',
  'my-file',
  'account',
  'sign-in/',
  'reports/follow/',
  'reports/new/',
  'sensors/mine/',
  'sensors/subscribers/',
] as const

const KeptOutput = z.object({
  what: z.string(),
  purpose: z.string(),
  basis: z.enum(['public-task', 'legal-duty', 'consent']),
  kept: z.string(),
  seenBy: z.string(),
})

/** Everything that is kept about people; what says the same of several tables is told once. */
function personalDataOf(modules: readonly Module[]): PersonalData[] {
  const all = [...modules.flatMap((module) => module.personalData ?? []), ...corePersonalData]
  return all.filter((one, index) => all.findIndex(({ what }) => what('nl') === one.what('nl')) === index)
}

/** All public pages. */
async function publicPages(modules: readonly Module[], context: Context): Promise<SitemapPage[]> {
  const perModule = await Promise.all(modules.map(async (module) => (await module.sitemap?.(context)) ?? []))
  return ['/api', '/privacy', ...perModule.flat()].map((one) => (typeof one === 'string' ? { path: one } : one))
}
