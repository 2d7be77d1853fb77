import { z } from 'zod'
import { content } from './answer.ts'
import type { Answer, Protocol } from './route.ts'

const TEXT = 'text/plain; charset=utf-8'

/**
 * How mail programs end letters (RFC 8058): they post a form by themselves, without a session and without our token. The secret in the
 * address proves who asks. A route with it takes `OneClick` as input and `ONE_CLICK_BYTES` as `uploadBytes`, since programs send it as either
 * kind of form.
 */
export const oneClick: Protocol = {
  bodyTypes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  failure: (problem, { language }) => ({ ...plainText(problem.title(language)), status: problem.status }),
}

/** What such a form says. */
export const OneClick = z.object({ 'List-Unsubscribe': z.literal('One-Click') })

/** No file is taken, but the form may come as one that could have files. */
export const ONE_CLICK_BYTES = 1

/** A line of text for a mail program. */
export function plainText(line: string): Answer {
  return content(TEXT, Buffer.from(`${line}\n`))
}
