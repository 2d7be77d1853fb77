import { ASKER, askerSign } from '../asker-sign.ts'
import { PullFailed } from '../failure.ts'
import type { Run } from '../run.ts'
import { membersOf } from './members.ts'

/** A page of a list, and the address of the next one. */
export interface PageOfList {
  readonly value: readonly unknown[]
  readonly next: string | undefined
}

/**
 * The pages of a list, by `@iot.nextLink` (OGC 18-088 §9.4.2). Throws `PullFailed` when they lead to another host, or round in a circle.
 */
export async function* askPages(run: Run, first: string): AsyncGenerator<PageOfList> {
  const seen = new Set<string>()
  let before = ''
  for (let url: string | undefined = first; url !== undefined;) {
    if (seen.has(url)) throw new PullFailed('paging', 'a page leads back to one that was there before')
    seen.add(url)
    const page: PageOfList = await askPage(run, url)
    const start = JSON.stringify(page.value[0] ?? null)
    if (page.value.length > 0 && start === before)
      throw new PullFailed('paging', 'a page is the same as the one before it')
    before = start
    yield page
    url = page.next
  }
}

async function askPage(run: Run, url: string): Promise<PageOfList> {
  const headers = {
    [ASKER]: askerSign(run.services),
    ...(run.key !== '' && { authorization: /\s/.test(run.key) ? run.key : `Bearer ${run.key}` }),
  }
  const answered = await run.ask({ url, headers })
  const { value, '@iot.nextLink': next } = membersOf(answered.isNew ? answered.json : undefined)
  if (!Array.isArray(value)) throw new PullFailed('not-understood', 'the answer has no list "value"')
  return { value, next: typeof next === 'string' && next !== '' ? besides(url, next) : undefined }
}

/** A next page at the same host, whatever scheme and port a server behind another one thinks that it has. */
function besides(url: string, next: string): string {
  const here = new URL(url)
  const there = URL.canParse(next, url) ? new URL(next, url) : undefined
  if (there === undefined || there.hostname !== here.hostname)
    throw new PullFailed('paging', `the next page is at another host: ${there?.hostname ?? 'no address'}`)
  if (next.length > 8000) throw new PullFailed('paging', 'the address of the next page is too long')
  return `${here.origin}${there.pathname}${there.search}`
}
