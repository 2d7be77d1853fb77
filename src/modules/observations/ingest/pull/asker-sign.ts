import type { Services } from '#core/services.ts'

/** The name of the header by which a square knows its own questions. */
export const ASKER = 'streekplein-asks'

/** What stands in it: nobody else can make it, so that a question that has it comes from this square itself. */
export function askerSign({ sign }: Pick<Services, 'sign'>): string {
  return sign('sensorthings-asker', 'self')
}
