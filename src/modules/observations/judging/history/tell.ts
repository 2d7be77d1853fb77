import { z } from 'zod'
import { dayOf, decimal, longDate } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { languageOfStaff, listStaff, REGION_OFFICE } from '#modules/region/public.ts'
import { propertyWords } from '../../called.ts'
import { RULES_PATH } from '../ruling/office.ts'
import { findAssessment } from './assessment-store.ts'
import { messages } from './messages.ts'

/** Which re-assessment is told about. */
export const AssessmentOrder = z.object({ assessment: z.number().int() })

/** Writes to who asked for it that history was judged again, when that is done and they still work for the office of the region. */
export async function tellAssessment(
  { sql, mail, config }: Pick<Services, 'sql' | 'mail' | 'config'>,
  id: number,
): Promise<void> {
  const one = await findAssessment(sql, id)
  if (one === undefined || one.state !== 'ready' || one.begunBy === null) return
  const person = (await listStaff(sql, REGION_OFFICE)).find((staff) => staff.id === one.begunBy)
  if (person?.email == null) return
  const language = await languageOfStaff(sql, person.id)
  const t = messages(language)
  const { property } = one
  const words = {
    property: propertyWords({ property, propertyName: property }, language),
    since: longDate(dayOf(one.since), language),
    version: one.rules,
    stricter: decimal(one.stricter, language),
    milder: decimal(one.milder, language),
    link: `${config.baseUrl}/${language}${RULES_PATH}/${property}/history`,
  }
  await mail.send({ to: person.email, language, subject: t('mail.subject', words), text: t('mail.text', words) })
}
