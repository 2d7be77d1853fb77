import { z } from 'zod'
import { LANGUAGES } from '#core/i18n/language.ts'
import { content, json, page, seeOther } from './answer.ts'
import type { Module, PersonalData } from './module.ts'
import { ApiPage } from './openapi/api-page.tsx'
import { describeApi, operations } from './openapi/openapi.ts'
import { corePersonalData } from './privacy/core-personal-data.ts'
import { PrivacyPage } from './privacy/privacy-page.tsx'
import { route, type Context, type Route } from './route.ts'

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
      handle: (_input, { view }) => page(<ApiPage view={view} operations={operations(routes)} />),
    }),
    route({
      method: 'GET',
      path: '/:language/privacy',
      summary: 'What is kept about people, why and how long',
      may: 'anyone',
      handle: (_input, { view }) => page(<PrivacyPage view={view} kept={personalDataOf(modules)} />),
    }),
    route({
      method: 'GET',
      path: '/robots.txt',
      summary: 'What search engines may read',
      may: 'anyone',
      handle: (_input, { config }) =>
        content(
          'text/plain; charset=utf-8',
          `User-agent: *\nDisallow: /*/staff\nSitemap: ${config.baseUrl}/sitemap.xml\n`,
        ),
    }),
    route({
      method: 'GET',
      path: '/sitemap.xml',
      summary: 'All public pages, in every language',
      may: 'anyone',
      handle: async (_input, context) => content('application/xml; charset=utf-8', await sitemap(modules, context)),
    }),
  ]
}

/** Everything that is kept about people; what says the same of several tables is told once. */
function personalDataOf(modules: readonly Module[]): PersonalData[] {
  const all = [...modules.flatMap((module) => module.personalData ?? []), ...corePersonalData]
  return all.filter((one, index) => all.findIndex(({ what }) => what('nl') === one.what('nl')) === index)
}

/** Paths of all public pages, without the language. */
export async function publicPaths(
  modules: readonly Module[],
  context: Parameters<NonNullable<Module['sitemap']>>[0],
): Promise<string[]> {
  const perModule = await Promise.all(modules.map(async (module) => (await module.sitemap?.(context)) ?? []))
  return ['/api', '/privacy', ...perModule.flat()]
}

/** sitemaps.org protocol 0.9. */
async function sitemap(modules: readonly Module[], context: Context): Promise<string> {
  const paths = await publicPaths(modules, context)
  const urls = paths.flatMap((path) =>
    LANGUAGES.map((language) => `<url><loc>${escapeXml(`${context.config.baseUrl}/${language}${path}`)}</loc></url>`),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('\n')}</urlset>\n`
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
