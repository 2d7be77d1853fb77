import { decimal } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { StandingThing } from '../standing-store.ts'
import { standingOf } from '../standing.ts'
import { SitingFields } from './siting-fields.tsx'

interface StandingPageProps {
  readonly view: View
  readonly thing: StandingThing
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

const OUTDOORS = { yes: 'standing.outside', no: 'standing.inside', unknown: 'standing.notKnown' } as const

/** Where staff say how a station of theirs stands. */
export function StandingPage({ view, thing, typed, errors }: StandingPageProps) {
  const { language } = view
  const t = messages(language)
  const title = t('standing.title', { name: thing.name })
  const standing = standingOf(thing.properties)
  const { outdoors, heightMetres } = standing
  return (
    <Page
      view={view}
      title={title}
      form="standing"
      errors={errors}
      above={<BackLink href={`/${language}/sensors/things/${thing.id}`} text={t('standing.back')} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('standing.intro')}</p>
      <Form view={view} id="standing">
        <Radios
          name="outdoors"
          legend={{ text: t('standing.outdoors'), size: 's' }}
          value={textOf(typed, 'outdoors') ?? (outdoors === null ? 'unknown' : outdoors ? 'yes' : 'no')}
          error={errorOf(errors, 'outdoors')}
          choices={Object.entries(OUTDOORS).map(([value, key]) => ({ value, text: t(key) }))}
        />
        <Input
          name="height"
          label={t('standing.height')}
          hint={t('standing.heightHint')}
          value={textOf(typed, 'height') ?? (heightMetres === null ? '' : decimal(heightMetres, language, 2))}
          error={errorOf(errors, 'height')}
          width={4}
          inputmode="decimal"
          suffix="m"
        />
        <SitingFields language={language} standing={standing} typed={typed} />
        <Button>{t('standing.save')}</Button>
      </Form>
    </Page>
  )
}
