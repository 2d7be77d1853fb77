import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages } from '../messages/messages.ts'
import { municipalityName, type Municipality } from '../municipality.ts'
import { TRACKS } from '../track.ts'
import { capabilityName } from './tracks-table.tsx'

interface TrackFormPageProps {
  readonly view: View
  readonly municipality: Municipality
  readonly capability: string
  /** The bodies that can do the work for several municipalities. */
  readonly bodies: readonly Body[]
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Where a municipality chooses its track of cooperation in one capability. */
export function TrackFormPage(props: TrackFormPageProps): JSX.Element {
  const { view, municipality, capability, bodies, typed, errors } = props
  const { language } = view
  const t = messages(language)
  const title = t('tracks.formTitle', { name: municipalityName(municipality, language) })
  return (
    <Page
      view={view}
      title={title}
      form="track"
      errors={errors}
      above={<BackLink href={`/${language}/region/${municipality.nis}`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('tracks.formIntro')}</p>
      <Form view={view} id="track">
        <Radios
          name="track"
          legend={{ text: capabilityName(capability, language), size: 'm' }}
          value={textOf(typed, 'track')}
          error={errorOf(errors, 'track')}
          choices={TRACKS.map((track) => ({
            value: track,
            text: t(`track.${track}`),
            hint: meaningOf(track, language),
          }))}
        />
        <Select
          name="jointBody"
          label={t('tracks.jointBody')}
          hint={t('tracks.jointBodyHint')}
          error={errorOf(errors, 'jointBody')}
          value={textOf(typed, 'jointBody')}
          options={[
            { value: '', text: t('tracks.noBody') },
            ...bodies.map((body) => ({ value: body.id, text: bodyName(body, language) })),
          ]}
        />
        <Input
          name="ownUrl"
          type="url"
          label={t('tracks.ownUrl')}
          hint={t('tracks.ownUrlHint')}
          error={errorOf(errors, 'ownUrl')}
          value={textOf(typed, 'ownUrl')}
        />
        <Button>{t('tracks.save')}</Button>
      </Form>
    </Page>
  )
}

function meaningOf(track: (typeof TRACKS)[number], language: View['language']): string {
  const t = messages(language)
  return track === 'joint' ? t('tracks.jointHint') : t(`track.${track}.meaning`)
}
