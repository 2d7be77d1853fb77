import type { JSX } from 'preact'
import { dateAndTime } from '#core/i18n/format.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import type { View } from '#web/view.ts'
import type { Body } from '../../body.ts'
import { messages } from '../messages.ts'
import type { PublishedTheme } from '../store.ts'
import { REGION_OFFICE } from '../theme.ts'

interface VersionsProps {
  readonly view: View
  readonly body: Body
  readonly versions: readonly PublishedTheme[]
}

/** What was published before, each with a button to go back to it; and one for the look of the region. */
export function Versions({ view, body, versions }: VersionsProps): JSX.Element | null {
  const { language } = view
  const t = messages(language)
  const [inForce] = versions
  if (inForce === undefined) return null
  return (
    <section class="sp-column">
      <h2 class="govuk-heading-m">{t('versions')}</h2>
      <ul class="govuk-list sp-things">
        {versions.map((one) => (
          <li>
            <div>
              {t('version', { version: one.version, when: dateAndTime(one.changedAt, language) })}
              <span class="govuk-hint">
                {one.tokens === null ? t('version.region') : Object.values(one.tokens).join(', ')}
                {one.changedBy !== null && ` – ${one.changedBy}`}
              </span>
            </div>
            {one === inForce ? (
              <strong>{t('version.inForce')}</strong>
            ) : (
              <Back version={one.version}>
                {t('version.restore')}{' '}
                <span class="govuk-visually-hidden">{t('version.about', { version: one.version })}</span>
              </Back>
            )}
          </li>
        ))}
      </ul>
      {inForce.tokens !== null && <Back version={0}>{body.id === REGION_OFFICE ? t('resetSquare') : t('reset')}</Back>}
    </section>
  )

  function Back({ version, children }: { version: number; children: JSX.Element['props']['children'] }): JSX.Element {
    return (
      <Form view={view} action={`/${language}/staff/theme/${body.id}/restore`}>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="newest" value={inForce?.version} />
        <Button kind="secondary">{children}</Button>
      </Form>
    )
  }
}
