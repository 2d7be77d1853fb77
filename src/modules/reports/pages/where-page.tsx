import type { Point } from '#core/geo/point.ts'
import { Button } from '#web/components/button/button.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { ErrorMessage } from '#web/components/error-message/error-message.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import type { MapWindow } from '#web/maps/map-window.ts'
import { PickMap } from '#web/maps/pick-map.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages as mailIn } from '../mail-in/messages.ts'
import { messages } from '../messages.ts'
import { formWords } from '../report-form/form-words.ts'

interface WherePageProps {
  readonly view: View
  readonly draft: string
  readonly postalCode: string
  readonly street: string
  /** Words that were written before, to carry along; empty when there are none. */
  readonly note: string
  /** Words of the e-mail of which the report is made; undefined when it is made of none. */
  readonly letter: { readonly text: string; readonly language: string | undefined } | undefined
  /** The municipalities to choose from, for a postal code that several share. */
  readonly choices: readonly { nis: string; name: string }[]
  readonly municipality: string
  readonly window: MapWindow
  readonly pin: Point | undefined
  /** What was pressed on a map of much: to be pressed again, or near enough. */
  readonly near: Point | undefined
  /** Name of the municipality that holds the pin. */
  readonly pinIn: string | undefined
  readonly boundaries: string
  readonly errors: readonly FieldError[]
}

/** Page 1 of a report: a postal code and a street, or a place on the map. */
export function WherePage(props: WherePageProps) {
  const { view, postalCode, street, letter, choices, municipality, window, pin, near, pinIn, errors } = props
  const t = formWords(view, messages)
  const pinError = errorOf(errors, 'pin')
  return (
    <Page
      view={view}
      title={t('where.title')}
      form="report"
      errors={errors}
      head={<script type="module" src={view.assets['where.js']} />}
    >
      <span class="govuk-caption-l">{t('step', { step: 1 })}</span>
      <h1 class="govuk-heading-l">{t('where.title')}</h1>
      <p class="govuk-body">{t('where.intro')}</p>
      {letter !== undefined && (
        <Details summary={mailIn(view.language)('words')} open>
          <p class="govuk-body sp-own-words" lang={letter.language}>
            {letter.text}
          </p>
        </Details>
      )}
      <Form view={view} id="report" action={`/${view.language}/reports/new`}>
        <input type="hidden" name="draft" value={props.draft} />
        {props.note !== '' && <input type="hidden" name="note" value={props.note} />}
        <input type="hidden" name="here" value="" data-location-target="" />
        <Input
          name="postalCode"
          label={t('where.postalCode')}
          hint={t('where.postalCodeHint')}
          value={postalCode}
          error={errorOf(errors, 'postalCode')}
          width={5}
          inputmode="numeric"
          autocomplete="postal-code"
        />
        {choices.length > 0 && (
          <Radios
            name="municipality"
            legend={t('where.municipality')}
            value={municipality}
            error={errorOf(errors, 'municipality')}
            choices={choices.map(({ nis, name }) => ({ value: nis, text: name }))}
          />
        )}
        <Input
          name="street"
          label={t('where.street')}
          hint={t('where.streetHint')}
          value={street}
          error={errorOf(errors, 'street')}
          autocomplete="address-line1"
          attributes={{ 'data-suggest': '/api/streets', 'data-suggest-with': 'postalCode' }}
        />
        {pinIn !== undefined && <InsetText>{t('where.chosen', { municipality: pinIn })}</InsetText>}
        <div class="govuk-button-group">
          <Button>{t('continue')}</Button>
          {pin !== undefined && (
            <Button kind="secondary" name="forget" value="yes">
              {t('where.forget')}
            </Button>
          )}
        </div>
        <h2 class="govuk-heading-m" id="pin">
          {t('where.map')}
        </h2>
        {pinError !== undefined && <ErrorMessage id="pin-error" error={pinError} />}
        {near === undefined ? (
          <>
            <div class="govuk-button-group">
              <button type="button" class="govuk-button govuk-button--secondary" hidden data-location="">
                {t('where.useLocation')}
              </button>
              <Button kind="secondary" name="find" value="yes">
                {t('where.find')}
              </Button>
            </div>
            <p class="govuk-error-message" role="status" hidden data-location-failed="">
              {t('where.locationFailed')}
            </p>
          </>
        ) : (
          <InsetText>
            <p class="govuk-body">{t('where.again')}</p>
            <Button kind="secondary" name="near" value={`${near.lon},${near.lat}`}>
              {t('where.nearEnough')}
            </Button>
          </InsetText>
        )}
        <PickMap
          window={window}
          pin={pin}
          picture={`/reports/map.svg?language=${view.language}`}
          action={`/${view.language}/reports/new#pin`}
          basemap={view.basemap}
        />
        {pinIn !== undefined && (
          <>
            <p class="govuk-body">{t('where.chosen', { municipality: pinIn })}</p>
            <Button>{t('continue')}</Button>
          </>
        )}
        <p class="govuk-hint">{props.boundaries}</p>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/reports/paper`}>
          {t('paper.link')}
        </a>
      </p>
    </Page>
  )
}
