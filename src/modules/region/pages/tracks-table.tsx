import type { JSX } from 'preact'
import type { Language } from '#core/i18n/language.ts'
import { Table } from '#web/components/table/table.tsx'
import { bodyName, type Body } from '../body.ts'
import { messages } from '../messages/messages.ts'
import type { Municipality } from '../municipality.ts'
import type { Track } from '../track.ts'

interface TracksTableProps {
  readonly view: { readonly language: Language }
  readonly municipality: Municipality
  readonly tracks: readonly Track[]
  readonly jointBodies: ReadonlyMap<string, Body>
  readonly mayChangeTracks: boolean
}

/** The tracks of cooperation of a municipality, in plain words; with a link to change one for who may. */
export function TracksTable(props: TracksTableProps): JSX.Element {
  const { view, municipality, tracks, mayChangeTracks } = props
  const { language } = view
  const t = messages(language)
  return (
    <Table
      caption={t('tracks.title')}
      captionClasses="govuk-visually-hidden"
      stack
      head={[t('tracks.capability'), t('tracks.way'), t('tracks.meaning')]}
      rows={tracks.map((track) => [
        capabilityName(track.capability, language),
        t(`track.${track.track}`),
        <>
          <Meaning track={track} {...props} />
          {mayChangeTracks && (
            <>
              {' '}
              <a href={`/${language}/region/${municipality.nis}/tracks/${track.capability}`}>
                {t('tracks.change')}
                <span class="govuk-visually-hidden"> ({capabilityName(track.capability, language)})</span>
              </a>
              {track.capability === 'reports' && track.track === 'own' && (
                <>
                  {' '}
                  <a href={`/${language}/staff/open311`}>{t('tracks.connect')}</a>
                </>
              )}
            </>
          )}
        </>,
      ])}
    />
  )
}

/** The name of a capability in words; the bare name for one that came later than this text. */
export function capabilityName(capability: string, language: Language): string {
  const key = `capability.${capability}`
  return messages.find(language, key) ?? capability
}

function Meaning({ track, jointBodies, view: { language } }: TracksTableProps & { track: Track }): JSX.Element {
  const t = messages(language)
  if (track.track === 'joint') {
    const body = track.jointBody === null ? undefined : jointBodies.get(track.jointBody)
    return <>{t('track.joint.meaning', { body: body ? bodyName(body, language) : (track.jointBody ?? '') })}</>
  }
  if (track.track === 'shared') return <>{t('track.shared.meaning')}</>
  return (
    <>
      {t('track.own.meaning')}
      {track.ownUrl !== null && (
        <>
          {' '}
          <a href={track.ownUrl}>{t('track.own.link')}</a>
        </>
      )}
    </>
  )
}
