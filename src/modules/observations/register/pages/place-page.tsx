import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Details } from '#web/components/details/details.tsx'
import { ErrorMessage } from '#web/components/error-message/error-message.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { PickMap } from '#web/maps/pick-map.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import type { ShownMap } from '../map-asked.ts'
import { messages } from '../messages.ts'

interface PlacePageProps {
  readonly view: View
  readonly map: ShownMap
  readonly back: string
  /** Which step of the form; undefined: a sensor moves. */
  readonly step: number | undefined
}

/** Where does it hang? A place on the map, the place of the telephone, or two numbers. */
export function PlacePage({ view, map, back, step }: PlacePageProps) {
  const { language } = view
  const t = messages(language)
  const { postalCode, coordinates, window, pin, isNearer, pinIn, errors } = map
  const title = t(step === undefined ? 'place.moveTitle' : 'place.title')
  const here = `/${language}${view.path}`
  const pinError = errorOf(errors, 'pin')
  const next = step === undefined ? t('place.move') : t('continue')
  return (
    <Page
      view={view}
      title={title}
      form="register"
      errors={errors}
      above={<BackLink href={back} />}
      head={<script type="module" src={view.assets['where.js']} />}
    >
      {step !== undefined && <span class="govuk-caption-l">{t('step', { step })}</span>}
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('place.intro')}</p>
      <p class="govuk-body">{t('place.private')}</p>
      {step === undefined && <p class="govuk-body">{t('place.before')}</p>}
      <Form view={view} id="register" action={here}>
        <input type="hidden" name="here" value="" data-location-target="" />
        {pinIn !== undefined && (
          <>
            <InsetText>{t('place.chosen', { municipality: pinIn })}</InsetText>
            <Button name="next" value="yes">
              {next}
            </Button>
          </>
        )}
        <Input
          name="postalCode"
          label={t('place.postalCode')}
          hint={t('place.postalCodeHint')}
          value={postalCode}
          error={errorOf(errors, 'postalCode')}
          width={5}
          inputmode="numeric"
          autocomplete="postal-code"
        />
        <div class="govuk-button-group">
          <Button kind="secondary" name="find" value="yes">
            {t('place.find')}
          </Button>
          <button type="button" class="govuk-button govuk-button--secondary" hidden data-location="">
            {t('place.useLocation')}
          </button>
        </div>
        <p class="govuk-error-message" role="status" hidden data-location-failed="">
          {t('place.locationFailed')}
        </p>
        <h2 class="govuk-heading-m" id="pin">
          {t('place.map')}
        </h2>
        {pinError !== undefined && <ErrorMessage id="pin-error" error={pinError} />}
        {isNearer && <InsetText>{t('place.again')}</InsetText>}
        <PickMap
          window={window}
          pin={pin}
          picture={`/sensors/register/map.svg?language=${language}`}
          action={`${here}#pin`}
          basemap={view.basemap}
        />
        <Details
          summary={t('place.withoutMap')}
          open={coordinates !== '' || errorOf(errors, 'coordinates') !== undefined}
        >
          <Input
            name="coordinates"
            label={t('place.coordinates')}
            hint={t('place.coordinatesHint')}
            value={coordinates}
            error={errorOf(errors, 'coordinates')}
            width={20}
          />
        </Details>
        {pinIn !== undefined && <p class="govuk-body">{t('place.chosen', { municipality: pinIn })}</p>}
        <Button name="next" value="yes">
          {next}
        </Button>
        <p class="govuk-hint">{map.boundaries}</p>
      </Form>
    </Page>
  )
}
