import { seeOther } from '#web/answer.ts'
import type { Answer, Context } from '#web/route.ts'
import { ROAD_ANSWERS, type RoadAnswer } from '../routing/asset.ts'
import { ownerOf, type Asked, type Routed } from '../routing/owner-of.ts'
import { isComplete, type Answers } from './answers.ts'

type Placed = Answers & Required<Pick<Answers, 'where' | 'category'>>

/** Who answers for what somebody reports, or what must be asked first. */
export async function ownerOfAnswers(
  { where, category, road, part }: Placed,
  context: Context,
): Promise<Routed | Asked> {
  return ownerOf(where, category, { road, postalCode: part }, context)
}

/** An option as the value of a radio button: `3010.regional`, `.regional`, `3010.`. */
export function valueOf({ postalCode, road }: { postalCode: string | null; road: RoadAnswer | null }): string {
  return `${postalCode ?? ''}.${road ?? ''}`
}

export const UNKNOWN = valueOf({ postalCode: null, road: 'unknown' })

/** What a radio button told; undefined for anything that none of them says. */
export function readWhich(text: string): Pick<Answers, 'road' | 'part'> | undefined {
  const [, part = '', answer = ''] = /^(\d{4})?\.([a-z]*)$/.exec(text) ?? []
  const road = ROAD_ANSWERS.find((one) => one === answer)
  if (part === '' && road === undefined) return undefined
  return { ...(part !== '' && { part }), ...(road !== undefined && { road }) }
}

/** Where the form goes on once nothing nearby is the same: to the question that decides who answers, or on to who reports it. */
export async function afterKnown(token: string, answers: Answers, context: Context): Promise<Answer> {
  const isAsked = isComplete(answers) && (await ownerOfAnswers(answers, context)).kind === 'asked'
  return seeOther(`/${context.language}/reports/new/${token}/${isAsked ? 'which' : 'contact'}`)
}
