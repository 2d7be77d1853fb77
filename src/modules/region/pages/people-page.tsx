import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages } from '../messages/messages.ts'
import { messages as openId } from '../people/openid/messages.ts'
import type { Colleague } from '../people/administration/colleague-store.ts'

interface PeoplePageProps {
  readonly view: View
  /** The bodies to choose from. */
  readonly bodies: readonly Body[]
  readonly body: Body
  readonly colleagues: readonly Colleague[]
  /** Whether the visitor may let somebody in here. */
  readonly mayLetIn: boolean
  /** Whether the visitor says with which providers colleagues sign in. */
  readonly mayApprove: boolean
}

/** Who works for a body, and what each may do. */
export function PeoplePage({ view, bodies, body, colleagues, mayLetIn, mayApprove }: PeoplePageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const base = `/${language}/staff/people`
  return (
    <Page view={view} title={t('people.title')} wide>
      <h1 class="govuk-heading-l">{t('people.title')}</h1>
      {bodies.length > 1 && (
        <SearchForm label={t('people.whichBody')} action={base} classes="sp-filter">
          <Select name="body" label={t('people.body')} value={body.id} options={bodyOptions(bodies, view)} />
          <Button kind="secondary">{t('people.show')}</Button>
        </SearchForm>
      )}
      <p class="govuk-body">{t('people.intro', { body: bodyName(body, language) })}</p>
      {mayLetIn ? (
        <Button href={`${base}/new?body=${body.id}`}>{t('people.invite')}</Button>
      ) : (
        <InsetText>{t('people.ownAdministrator', { body: bodyName(body, language) })}</InsetText>
      )}
      {colleagues.length === 0 ? (
        <p class="govuk-body">{t('people.nobody')}</p>
      ) : (
        <Table
          caption={bodyName(body, language)}
          captionClasses="govuk-visually-hidden"
          stack
          head={[t('people.name'), t('people.roles'), t('signIn.email'), t('people.waysIn')]}
          rows={colleagues.map((colleague) => [
            <a class="govuk-link" href={`${base}/${colleague.id}`}>
              {colleague.name}
            </a>,
            colleague.roles.map((role) => t(`role.${role}`)).join(', '),
            colleague.email ?? t('people.noEmail'),
            waysIn(colleague),
          ])}
        />
      )}
      {mayApprove && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/staff/providers`}>
            {openId(language)('approveTitle')}
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/${language}/region/permissions`}>
          {t('permissions.title')}
        </a>
      </p>
    </Page>
  )

  function waysIn({ passkeys, hasProvider }: Colleague): string {
    const keys = t('people.passkeys', { count: passkeys })
    return hasProvider ? `${keys}, ${t('people.provider')}` : keys
  }
}

/** The bodies of a choice list, by name. */
export function bodyOptions(bodies: readonly Body[], { language }: View): { value: string; text: string }[] {
  return bodies
    .map((body) => ({ value: body.id, text: bodyName(body, language) }))
    .toSorted((a, b) => a.text.localeCompare(b.text, language))
}
