import { seeOther } from '#web/answer.ts'
import type { Answer, Context } from '#web/route.ts'
import { asksAsset, assetOfAnswers } from '../assets/chosen.ts'
import { ROAD_ANSWERS, type RoadAnswer } from '../routing/asset.ts'
import { ownerOf, type Asked, type Routed } from '../routing/owner-of.ts'
import { isComplete, type Answers } from './answers.ts'

type Placed = Answers & Required<Pick<Answers, 'where' | 'category'>>

/** Who answers for what somebody reports, or what must be asked first. */
export async function ownerOfAnswers(answers: Placed, context: Context): Promise<Routed | Asked> {
  const { where, category, road, part, inStreet } = answers
  const asset = await assetOfAnswers(answers, context)
  return ownerOf(where, category, { road, postalCode: part, street: inStreet, assetOwner: asset?.owner }, context)
}

const OTHER = '-'

/** An option as the value of a radio button: `3010.regional`, `.regional`, `3010.`, `..kerkstraat`, `..-` for another street. */
export function valueOf({
  postalCode,
  street = null,
  road,
}: {
  postalCode: string | null
  street?: { readonly key: string } | null
  road: RoadAnswer | null
}): string {
  const way = street === null ? '' : `.${street.key || OTHER}`
  return `${postalCode ?? ''}.${road ?? ''}${way}`
}

export const UNKNOWN = valueOf({ postalCode: null, road: 'unknown' })

/** What a radio button told; undefined for anything that none of them says. */
export function readWhich(text: string): Pick<Answers, 'road' | 'part' | 'inStreet'> | undefined {
  const [, part = '', answer = '', street] = /^(\d{4})?\.([a-z]*)(?:\.([\p{L}\p{N}]+|-))?$/u.exec(text) ?? []
  const road = ROAD_ANSWERS.find((one) => one === answer)
  if (part === '' && road === undefined && street === undefined) return undefined
  return {
    ...(part !== '' && { part }),
    ...(road !== undefined && { road }),
    ...(street !== undefined && { inStreet: street === OTHER ? '' : street }),
  }
}

/** Where the form goes on once nothing nearby is the same: to which thing it is, where such things are known. */
export async function afterKnown(token: string, answers: Answers, context: Context): Promise<Answer> {
  if (await asksAsset(answers, context)) return seeOther(`/${context.language}/reports/new/${token}/asset`)
  return afterAsset(token, answers, context)
}

/** Then to the question that decides who answers, or on to who reports it. */
export async function afterAsset(token: string, answers: Answers, context: Context): Promise<Answer> {
  const isAsked = isComplete(answers) && (await ownerOfAnswers(answers, context)).kind === 'asked'
  return seeOther(`/${context.language}/reports/new/${token}/${isAsked ? 'which' : 'contact'}`)
}
