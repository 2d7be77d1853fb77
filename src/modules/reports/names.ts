import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import { bodyName, findBody } from '#modules/region/public.ts'

/** Where the words come from and for whom. */
interface Reader {
  readonly sql: Sql
  readonly language: Language
}

/** The name of the body that answers for a report; its id when it is gone. */
export async function bodyNameOf(id: string, { sql, language }: Reader): Promise<string> {
  const body = await findBody(sql, id)
  return body === undefined ? id : bodyName(body, language)
}

/** The names of bodies by their ids; of one that is gone, its id. */
export async function namesOfBodies(ids: readonly string[], reader: Reader): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) names.set(id, await bodyNameOf(id, reader))
  return names
}
