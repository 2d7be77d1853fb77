import type { Language } from '#core/i18n/language.ts'
import { dateAndTime } from '#core/i18n/format.ts'
import type { Category } from '../../category.ts'
import { messages } from '../messages.ts'
import { refusal } from './protocol.ts'
import { attributesOf, type Attribute } from './services.ts'
import { readMoment } from './w3-date.ts'

const LONGEST = { string: 200, text: 1000 } as const

/**
 * Reads the answers of `attribute[code]` (and `attribute[code][]`, for several) and gives them as lines for people: "Number on the
 * post: A 12". An answer that is missing, that nobody asked for or that is of another kind is refused, with the name of its attribute.
 */
export function readAttributes(
  category: Category,
  sent: Readonly<Record<string, unknown>>,
  language: Language,
): string[] {
  const answers = answersIn(sent)
  const asked = attributesOf(category).filter(({ variable }) => variable)
  for (const code of answers.keys())
    if (!asked.some((attribute) => attribute.code === code))
      throw refusal(`attribute[${code}]`, messages.say('error.attributeUnknown'))
  return asked.flatMap((attribute) => {
    const values = (answers.get(attribute.code) ?? []).map((value) => value.trim()).filter((value) => value !== '')
    if (values.length === 0) {
      if (attribute.required) throw refusal(`attribute[${attribute.code}]`, messages.say('error.attributeNeeded'))
      return []
    }
    return [`${attribute.description[language]}: ${readValues(attribute, values, language).join(', ')}`]
  })
}

/** The one answer to a question, as it was sent; empty when there is none. */
export function answerTo(code: string, sent: Readonly<Record<string, unknown>>): string {
  return answersIn(sent).get(code)?.[0]?.trim() ?? ''
}

function answersIn(sent: Readonly<Record<string, unknown>>): Map<string, string[]> {
  const answers = new Map<string, string[]>()
  for (const [name, value] of Object.entries(sent)) {
    const [, code] = /^attribute\[(\w{1,60})\](?:\[\d{0,3}\])?$/.exec(name) ?? []
    if (code === undefined) {
      if (name.startsWith('attribute')) throw refusal('attribute', messages.say('error.attributeName'))
      continue
    }
    const values = Array.isArray(value) ? value.map(String) : [String(value)]
    answers.set(code, [...(answers.get(code) ?? []), ...values])
  }
  return answers
}

function readValues(attribute: Attribute, values: readonly string[], language: Language): string[] {
  const { code, datatype } = attribute
  const wrong = () => refusal(`attribute[${code}]`, messages.say(`error.attribute.${datatype}`))
  if (datatype === 'multivaluelist') return [...new Set(values.flatMap((value) => value.split(',')))].map(choice)
  const [only] = values
  if (only === undefined || values.length > 1) throw refusal(`attribute[${code}]`, messages.say('error.attributeOnce'))
  switch (datatype) {
    case 'singlevaluelist':
      return [choice(only)]
    case 'number': {
      if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(only)) throw wrong()
      return [only]
    }
    case 'datetime': {
      const moment = readMoment(only)
      if (moment === undefined) throw wrong()
      return [dateAndTime(moment, language)]
    }
    default: {
      if (only.length > LONGEST[datatype]) throw wrong()
      return [datatype === 'string' ? only.replace(/\s+/g, ' ') : only]
    }
  }

  function choice(written: string): string {
    const chosen = attribute.values.find(({ key }) => key === written.trim())
    if (chosen === undefined) throw wrong()
    return chosen.name[language]
  }
}
