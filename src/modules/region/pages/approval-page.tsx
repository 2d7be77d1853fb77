import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages as region } from '../messages/messages.ts'
import { messages } from '../people/openid/messages.ts'
import type { Provider } from '../people/openid/provider.ts'

interface ApprovalPageProps {
  readonly view: View
  readonly providers: readonly Provider[]
  readonly bodies: readonly Body[]
}

/** Which providers may vouch for the staff of a body, and what each may do then. */
export function ApprovalPage({ view, providers, bodies }: ApprovalPageProps): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('approveTitle')} above={<BackLink href={`/${view.language}/staff/people`} />}>
      <h1 class="govuk-heading-l">{t('approveTitle')}</h1>
      <p class="govuk-body">{t('approveIntro')}</p>
      {providers.length === 0 && <p class="govuk-body">{t('none')}</p>}
      {providers.map((provider) => (
        <Proposed view={view} provider={provider} body={bodies.find(({ id }) => id === provider.body)} />
      ))}
    </Page>
  )
}

function Proposed({ view, provider, body }: { view: View; provider: Provider; body: Body | undefined }): JSX.Element {
  const { language } = view
  const { id, label, issuer, clientId, isApproved, roleClaim, roles } = provider
  const t = messages(language)
  const mapped = Object.entries(roles).map(([value, role]) => `${value}: ${region(language)(`role.${role}`)}`)
  return (
    <>
      <SummaryList
        card={{ title: { text: label, headingLevel: 2 } }}
        rows={[
          { key: t('state'), value: <State isApproved={isApproved} view={view} /> },
          { key: t('body'), value: body ? bodyName(body, language) : provider.body },
          { key: t('issuer'), value: issuer },
          { key: t('clientId'), value: clientId },
          { key: t('roles'), value: mapped.length === 0 ? t('rolesNone') : mapped.join(', ') },
        ]}
      />
      <Form view={view} action={`/${language}/staff/providers/${id}`}>
        <input type="hidden" name="issuer" value={issuer} />
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="roles" value={JSON.stringify([roleClaim, roles])} />
        <Button name="approve" value={isApproved ? 'no' : 'yes'} kind={isApproved ? 'warning' : undefined}>
          {t(isApproved ? 'disapprove' : 'approve')}
          <span class="govuk-visually-hidden">: {label}</span>
        </Button>
      </Form>
    </>
  )
}

function State({ isApproved, view }: { isApproved: boolean; view: View }): JSX.Element {
  const t = messages(view.language)
  return isApproved ? <Tag colour="green">{t('isApproved')}</Tag> : <Tag colour="yellow">{t('waits')}</Tag>
}
