import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import type { Answers } from '../answers.ts'
import { kitOf, propertiesOf } from '../kits.ts'
import { sitingWords } from '../../reliability/pages/standing-words.ts'
import { messages } from '../messages.ts'
import { CONFIRM_DAYS } from '../register.ts'
import { named } from './kit-page.tsx'

interface CheckPageProps {
  readonly view: View
  readonly token: string
  readonly answers: Answers
  /** Name of the municipality. */
  readonly municipality: string
}

/** Page 6: everything once more, each with a way back. */
export function CheckPage({ view, token, answers, municipality }: CheckPageProps) {
  const { language } = view
  const t = messages(language)
  const form = `/${language}/sensors/register`
  const { kit = '', measures = [], stands, way = 'http', licence = 'CC-BY-4.0', number = '' } = answers
  const row = (key: string, value: string | preact.VNode, href: string) => ({
    key,
    value,
    actions: [{ href, text: t('change'), about: key.toLowerCase() }],
  })
  return (
    <Page view={view} title={t('check.title')} form="register" above={<BackLink href={`${form}/${token}/you`} />}>
      <span class="govuk-caption-l">{t('step', { step: 6 })}</span>
      <h1 class="govuk-heading-l">{t('check.title')}</h1>
      <SummaryList
        rows={[
          row(t('check.kit'), kitOf(kit)?.name[language] ?? t('kit.other'), `${form}?draft=${token}`),
          row(
            t('check.measures'),
            <ul class="govuk-list">
              {propertiesOf(measures).map(({ key, ucum }) => (
                <li>{named(key, ucum, language)}</li>
              ))}
            </ul>,
            `${form}?draft=${token}`,
          ),
          row(t('check.place'), t('check.placeIn', { municipality }), `${form}/${token}/place`),
          ...(stands === undefined
            ? []
            : [
                row(
                  t('check.stands'),
                  [
                    t(stands.outdoors ? 'stands.outside' : 'stands.inside'),
                    t(`side.${stands.side}`).replace(/^./, (letter) => letter.toLocaleLowerCase(language)),
                    ...sitingWords(stands, language),
                    ...(stands.height === null ? [] : [t('check.height', { height: stands.height })]),
                  ].join(', '),
                  `${form}/${token}/stands`,
                ),
              ]),
          row(t('check.way'), [t(`way.${way}`), number].filter(Boolean).join(': '), `${form}/${token}/way`),
          row(t('you.name'), answers.name ?? '', `${form}/${token}/you`),
          row(t('you.email'), answers.email ?? '', `${form}/${token}/you`),
          row(t('you.licence'), t(`licence.${licence}`), `${form}/${token}/you`),
        ]}
      />
      <p class="govuk-body">{t('check.public')}</p>
      <Form view={view} id="register">
        <Button>{t('check.send')}</Button>
      </Form>
    </Page>
  )
}

/** After sending: the rest is in a letter. */
export function SentPage({ view, email }: { readonly view: View; readonly email: string }) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('sent.title')}>
      <h1 class="govuk-heading-l">{t('sent.title')}</h1>
      <p class="govuk-body">{t('sent.text', { email })}</p>
      <p class="govuk-body">{t('sent.wait', { count: CONFIRM_DAYS })}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/sensors/register`}>
          {t('sent.another')}
        </a>
      </p>
    </Page>
  )
}
