import type { Language } from '#core/i18n/language.ts'
import type { Localised } from '#core/i18n/catalog.ts'
import { Problem } from '#core/problem.ts'
import { json, page } from '../answer.ts'
import { Button } from '../components/button/button.tsx'
import { Page } from '../page.tsx'
import type { Answer, FieldError } from '../route.ts'
import type { View } from '../view.ts'
import { messages } from './messages.ts'

/** The problems that any address can have, by status. The help says what to do about it. */
const GENERAL: Readonly<Record<number, { title: Localised; help?: Localised }>> = {
  400: { title: messages.say('badRequest'), help: messages.say('badRequestHelp') },
  401: { title: messages.say('signIn'), help: messages.say('signInHelp') },
  403: { title: messages.say('forbidden'), help: messages.say('forbiddenHelp') },
  404: { title: messages.say('notFound'), help: messages.say('notFoundHelp') },
  405: { title: messages.say('methodNotAllowed') },
  413: { title: messages.say('tooLarge'), help: messages.say('tooLargeHelp') },
  415: { title: messages.say('unsupportedType') },
  422: { title: messages.say('invalidInput') },
  429: { title: messages.say('tooManyRequests'), help: messages.say('tooManyRequestsHelp') },
  500: { title: messages.say('broken') },
  503: { title: messages.say('unavailable'), help: messages.say('unavailableHelp') },
}

/** The general problem of a status: `generalProblem('not-found', 404)`. */
export function generalProblem(code: string, status: number, cause?: unknown): Problem {
  const title = GENERAL[status]?.title ?? messages.say('badRequest')
  return new Problem(code, status, title, cause === undefined ? {} : { cause })
}

/** Answers a problem to a machine: RFC 9457. `type` is stable; `title` is in the language that was asked for. */
export function problemDocument(
  problem: Problem,
  { language, requestId, errors }: { language: Language; requestId: string; errors?: readonly FieldError[] },
): Answer {
  const document = {
    type: `urn:streekplein:problem:${problem.code}`,
    title: problem.title(language),
    status: problem.status,
    ...(problem.help && { detail: problem.help(language) }),
    instance: `urn:streekplein:request:${requestId}`,
    ...problem.extensions,
    ...(errors === undefined ? {} : { errors }),
  }
  const answer = json(document, problem.status, 'application/problem+json; charset=utf-8')
  return { ...answer, headers: { ...answer.headers, 'content-language': language } }
}

/** Answers a problem to a person: what is wrong, and what to do. */
export function problemPage(problem: Problem, view: View, errors: readonly FieldError[] = []): Answer {
  const t = messages(view.language)
  const title = problem.title(view.language)
  const general = GENERAL[problem.status]
  const help = (problem.help ?? (general?.title === problem.title ? general.help : undefined))?.(view.language)
  return page(
    <Page view={view} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {help !== undefined && <p class="govuk-body">{help}</p>}
      {errors.map((error) => (
        <p class="govuk-body">
          {error.field}: {error.message}
        </p>
      ))}
      {problem.status === 401 ? (
        <Button href={`/${view.language}/sign-in?next=${encodeURIComponent(addressOf(view))}`}>{t('toSignIn')}</Button>
      ) : (
        <Button href={`/${view.language}${problem.next?.path ?? ''}`}>
          {problem.next?.text(view.language) ?? t('home')}
        </Button>
      )}
    </Page>,
    problem.status,
  )
}

/** Where somebody wanted to go, to go on there after signing in. */
function addressOf({ language, path, search }: View): string {
  return `/${language}${path}${search}`
}

/** A bug, shown calmly: the reader gets the number under which the log explains it. */
export function brokenPage(view: View, requestId: string): Answer {
  const t = messages(view.language)
  return page(
    <Page view={view} title={t('broken')}>
      <h1 class="govuk-heading-l">{t('broken')}</h1>
      <p class="govuk-body">{t('brokenHelp', { requestId })}</p>
      <Button href={`/${view.language}`}>{t('home')}</Button>
    </Page>,
    500,
  )
}
