import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { languageOfStaff, listStaff } from '#modules/region/public.ts'

/** Writes to everybody who manages a body, each in their language; false when there is nobody to write to. */
export async function tellManagers(
  body: string,
  letter: (language: Language) => { readonly subject: string; readonly text: string },
  { sql, mail }: Pick<Services, 'sql' | 'mail'>,
): Promise<boolean> {
  let isTold = false
  for (const { id, role, email } of await listStaff(sql, body)) {
    if (role !== 'administrator' || email === null) continue
    const language = await languageOfStaff(sql, id)
    await mail.send({ to: email, language, ...letter(language) })
    isTold = true
  }
  return isTold
}
