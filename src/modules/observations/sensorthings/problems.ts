import { Problem } from '#core/problem.ts'
import type { Refusal } from '../harmonise/refusal.ts'
import { refusalSentence } from '../harmonise/refusal-words.ts'
import { messages } from '../messages.ts'

/** What was asked cannot be understood; `why` says it in English, for who wrote the program. */
export function badQuery(why: string): Problem {
  return new Problem('sensorthings-query', 400, messages.say('error.query', { why: why.slice(0, 300) }))
}

/** What was sent cannot be taken in. */
export function badBody(why: string): Problem {
  return new Problem('sensorthings-body', 400, messages.say('error.body', { why: why.slice(0, 300) }))
}

/** An observation that was sent cannot be understood; `place` says which of several. */
export function badObservation(why: Refusal, place = ''): Problem {
  return new Problem('sensorthings-body', 400, (language) => place + refusalSentence(why, language))
}

/** There is nothing at this address. */
export function notThere(what: string): Problem {
  return new Problem('sensorthings-not-found', 404, messages.say('error.notThere', { what: what.slice(0, 200) }))
}

/** This cannot be done with what is there. */
export function conflict(why: string): Problem {
  return new Problem('sensorthings-conflict', 409, messages.say('error.conflict', { why: why.slice(0, 300) }))
}

/** More entities than an answer may have. */
export function tooMany(most: number): Problem {
  return badQuery(`an answer has ${most} entities at most: ask for less at a time`)
}

/** The key of a resident sends values; words and places beside them would be published unread. */
export function valuesOnly(): Problem {
  return new Problem('sensorthings-values-only', 400, messages.say('error.valuesOnly'))
}
