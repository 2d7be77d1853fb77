import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages as reports } from '../../messages.ts'
import type { Asset } from '../asset.ts'
import type { Offered } from '../chosen.ts'
import { assetName, LAYERS } from '../layers.ts'
import { messages } from '../messages.ts'

/** Values of the radio buttons that name no thing. */
export const UNKNOWN = 'unknown'
export const OTHER = 'other'
/** A number that nobody knows is kept as it was read. */
export const AS_READ = 'as-read'

interface AssetPageProps {
  readonly view: View
  readonly token: string
  readonly offered: Offered
  /** Things that have the number that was typed, when there are several, to choose from. */
  readonly same: readonly Asset[]
  /** Names of their owners. */
  readonly owners: ReadonlyMap<string, string>
  readonly choice: string
  readonly number: string
  /** Whether the number may be kept although no thing has it. */
  readonly mayKeepNumber: boolean
  readonly errors: readonly FieldError[]
}

/** Between page 2 and 3 of a report, where numbered things are known: which one it is. Nobody has to know. */
export function AssetPage(props: AssetPageProps): JSX.Element {
  const { view, token, offered, same, owners, choice, number, mayKeepNumber, errors } = props
  const { language } = view
  const t = messages(language)
  const words = LAYERS[offered.layer]
  const question = words?.question[language] ?? ''
  const typed = (
    <Input
      name="number"
      label={t('number')}
      hint={words?.hint[language] ?? ''}
      value={number}
      width={10}
      error={errorOf(errors, 'number')}
    />
  )
  const things =
    same.length > 0
      ? same.map((asset) => ({
          value: asset.id,
          text: assetName(asset, language),
          hint: t('ofOwner', { owner: owners.get(asset.owner) ?? asset.owner }),
        }))
      : offered.near.map((asset) => ({
          value: asset.id,
          text: assetName(asset, language),
          hint: t('metres', { metres: Math.round(asset.metres) }),
        }))
  return (
    <Page
      view={view}
      title={question}
      form="report"
      errors={errors}
      above={<BackLink href={`/${language}/reports/new/${token}/what`} />}
    >
      <span class="govuk-caption-l">{reports(language)('step', { step: 2 })}</span>
      <h1 class="govuk-heading-l">{question}</h1>
      <p class="govuk-body">{t('lead')}</p>
      <Form view={view} id="report">
        <Radios
          name="asset"
          legend={t('legend')}
          value={choice}
          error={errorOf(errors, 'asset')}
          choices={[
            ...things,
            { value: OTHER, text: t(things.length > 0 ? 'other' : 'knowNumber'), conditional: typed },
            ...(mayKeepNumber ? [{ value: AS_READ, text: t('asRead', { number }), hint: t('asReadHint') }] : []),
            { value: UNKNOWN, text: t('unknown'), hint: t('unknownHint') },
          ]}
        />
        <Button>{reports(language)('continue')}</Button>
      </Form>
    </Page>
  )
}
