import type { JSX } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Details } from '#web/components/details/details.tsx'
import { FileUpload } from '#web/components/file-upload/file-upload.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import { deriveTheme, TOKENS, type ThemeTokens, type Token } from '#web/theme/derive-theme.ts'
import { hexOf } from '#web/theme/srgb.ts'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../../body.ts'
import { LOGO_FIELDS } from '../form.ts'
import { messages } from '../messages.ts'
import type { PublishedTheme } from '../store.ts'
import { keptTokens, type KeptLogo } from '../theme.ts'
import { ThemePreview } from './theme-preview.tsx'
import { Versions } from './versions.tsx'

export interface ThemePageProps {
  readonly view: View
  readonly body: Body
  readonly fields: Typed
  /** The colours of the fields, as far as they can be read. */
  readonly tokens: ThemeTokens
  readonly logo: KeptLogo | undefined
  /** Newest first; the first one is in force. */
  readonly versions: readonly PublishedTheme[]
  readonly errors: readonly FieldError[]
}

/** Where staff choose how the pages of their body look: colours, logo, what comes of them, earlier versions. */
export function ThemePage(props: ThemePageProps): JSX.Element {
  const { view, body, fields, tokens, logo, versions, errors } = props
  const { language } = view
  const t = messages(language)
  const name = bodyName(body, language)
  const title = t('title', { name })
  return (
    <Page view={view} title={title} form="theme" errors={errors} wide head={<Head {...props} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="sp-column">
        <p class="govuk-body">{t('intro')}</p>
      </div>
      <div class="sp-theme-form">
        <Form view={view} id="theme" files action={`/${language}/staff/theme/${body.id}`}>
          {/* Enter in a field shows the preview: the first button of the form is the one that is pressed. */}
          <input type="hidden" name="version" value={textOf(fields, 'version')} />
          <input type="hidden" name="keptLogo" value={logo?.hash ?? ''} />
          {TOKENS.map((token) => (
            <ColourField token={token} {...props} />
          ))}
          <LogoFields {...props} name={name} />
          <div class="govuk-button-group">
            <Button kind="secondary" name="action" value="preview">
              {t('preview')}
            </Button>
            <Button name="action" value="publish">
              {t('publish')}
            </Button>
          </div>
        </Form>
        <ThemePreview view={view} name={name} tokens={tokens} hasLogo={logo !== undefined} />
      </div>
      <Versions view={view} body={body} versions={versions} />
    </Page>
  )
}

/** The style sheet of what is tried, and the script that tries while somebody types. */
function Head({ view, tokens, logo }: ThemePageProps): JSX.Element {
  const question = new URLSearchParams({ ...keptTokens(tokens), logo: logo?.hash ?? '' })
  const script = view.assets['theme.js']
  return (
    <>
      <link rel="stylesheet" href={`/theme/preview.css?${question.toString()}`} data-preview />
      {script && <script type="module" src={script} />}
    </>
  )
}

function ColourField({ token, tokens, view, fields, errors }: ThemePageProps & { token: Token }): JSX.Element {
  const t = messages(view.language)
  const label = t(`colour.${token}`)
  return (
    <Input
      name={token}
      label={token === 'brand' ? label : t('optional', { label })}
      hint={t(`colour.${token}.hint`)}
      value={textOf(fields, token) ?? ''}
      error={errorOf(errors, token)}
      width={10}
      spellcheck={false}
      autocapitalize="off"
      autocomplete="off"
      group={{ classes: 'sp-colour', before: <span class={`sp-swatch sp-swatch-${token}`} aria-hidden="true" /> }}
      attributes={{
        'data-colour': t('colour.pick', { label }),
        'data-derived': hexOf(tokens[token] ?? deriveTheme(tokens).light[token]),
      }}
    />
  )
}

function LogoFields({ view, fields, logo, errors, name }: ThemePageProps & { name: string }): JSX.Element {
  const t = messages(view.language)
  return (
    <>
      {logo && (
        <Checkboxes
          name="removeLogo"
          legend={t('logo.kept')}
          small
          choices={[{ value: 'yes', text: t('logo.remove') }]}
        />
      )}
      <FileUpload
        name="logo"
        label={t('optional', { label: t('logo') })}
        hint={t('logo.hint')}
        accept="image/png,image/jpeg,image/webp"
        error={errorOf(errors, 'logo')}
      />
      <Details summary={t('logo.texts')} open={errors.some(({ field }) => /^logo[A-Z]/.test(field))}>
        <p class="govuk-body">{t('logo.textsHint', { name })}</p>
        {LANGUAGES.map((language) => (
          <Input
            name={LOGO_FIELDS[language]}
            label={LANGUAGE_NAMES[language]}
            value={textOf(fields, LOGO_FIELDS[language]) ?? ''}
            error={errorOf(errors, LOGO_FIELDS[language])}
            attributes={{ lang: language }}
          />
        ))}
      </Details>
    </>
  )
}
