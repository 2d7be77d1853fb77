import type { ComponentChildren, JSX, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { FALLBACK, LANGUAGES, LANGUAGE_NAMES, type Language } from '#core/i18n/language.ts'
import { ErrorSummary, mistakesOf } from './components/error-summary/error-summary.tsx'
import { NotificationBanner } from './components/notification-banner/notification-banner.tsx'
import { SkipLink } from './components/skip-link/skip-link.tsx'
import { LinkedPage, type Linked } from './linked-data.tsx'
import { addressIn as canonical } from './machine-face.ts'
import { messages } from './messages/messages.ts'
import { ReadingLanguage } from './reading-language.ts'
import type { FieldError } from './route.ts'
import type { MenuLink, View } from './view.ts'

interface PageProps {
  readonly view: View
  /** Starts with the text of the `h1`; the name of the square is added. */
  readonly title: string
  readonly children: ComponentChildren
  /** A sentence for search engines and for whoever shares the page. */
  readonly description?: string
  /** The id of the main form: the language switch then posts it, so that what was typed is not lost. */
  readonly form?: string
  /** What was not understood in the form. Shown on top, with the focus on it. */
  readonly errors?: readonly FieldError[]
  /** Uses the whole width: for maps, tables and dashboards. Otherwise lines stay short enough to read. */
  readonly wide?: boolean
  /** What stands above the main content: breadcrumbs or a back link. */
  readonly above?: VNode
  /** What a public page says of itself to machines, beyond what the frame knows. */
  readonly linked?: Linked
  /** More for the `<head>`: a feed, a script. */
  readonly head?: VNode
}

/**
 * A whole page: everything around what a capability shows. Works without script and without cookies. The children bring
 * the `h1`.
 */
export function Page(props: PageProps): JSX.Element {
  const { view, form, wide, errors = [] } = props
  const t = messages(view.language)
  const title = t('title', { title: props.title })
  return (
    <ReadingLanguage.Provider value={view.language}>
      <html lang={view.language} class="govuk-template">
        <head>
          <meta charset="utf-8" />
          <title>{errors.length > 0 ? t('title.error', { title }) : title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          {props.description && <meta name="description" content={props.description} />}
          <link rel="stylesheet" href={view.theme?.sheet ?? view.assets['square.css']} />
          {view.assets['favicon.svg'] && <link rel="icon" type="image/svg+xml" href={view.assets['favicon.svg']} />}
          {view.isFound && errors.length === 0 ? (
            <>
              <Found view={view} />
              <LinkedPage
                view={view}
                title={props.title}
                description={props.description}
                square={t('square')}
                above={props.above}
                linked={props.linked ?? {}}
              />
            </>
          ) : (
            <meta name="robots" content="noindex" />
          )}
          {props.head}
        </head>
        <body class="govuk-template__body">
          <SkipLink />
          <Header view={view} form={form} />
          {view.demo && (
            <aside class="sp-demo" aria-label={t('demo')}>
              <p class="govuk-width-container">
                <strong>{t('demo')}</strong> {t('demo.more')}
              </p>
            </aside>
          )}
          <div class="sp-body">
            <div class="govuk-width-container">
              {props.above}
              <main class="sp-main" id="content" tabIndex={-1}>
                {(view.notice || errors.length > 0) && (
                  <div class="sp-column">
                    {view.notice && <NotificationBanner kind="success">{view.notice}</NotificationBanner>}
                    {errors.length > 0 && (
                      <ErrorSummary mistakes={mistakesOf(errors)} attributes={{ tabindex: -1, autofocus: true }} />
                    )}
                  </div>
                )}
                {wide ? props.children : <div class="sp-column">{props.children}</div>}
              </main>
            </div>
          </div>
          <Footer view={view} />
        </body>
      </html>
    </ReadingLanguage.Provider>
  )
}

/** The page as text, ready to be sent. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}

function Header({ view, form }: { view: View; form: string | undefined }): JSX.Element {
  const t = messages(view.language)
  const { settings = [], menu = [] } = Object.groupBy(view.menu ?? [], ({ isSetting }) =>
    isSetting ? 'settings' : 'menu',
  )
  const owner = view.theme?.owner
  return (
    <header class="sp-header">
      <div class="govuk-width-container sp-header__top">
        <a class="sp-name" href={`/${view.language}`}>
          <Mark />
          {owner === undefined ? t('square') : <span class="sp-wide-only">{t('square')}</span>}
        </a>
        {owner && (
          <a class="sp-owner" href={owner.href}>
            {owner.logo === undefined ? (
              owner.name
            ) : (
              <span class="sp-logo">
                <span class="govuk-visually-hidden">{owner.logo}</span>
              </span>
            )}
          </a>
        )}
        <LanguageSwitch view={view} form={form} />
      </div>
      {((view.menu ?? []).length > 0 || view.visitor) && (
        <div class="govuk-width-container sp-header__bar">
          <nav class="sp-menu" aria-label={t('menu')}>
            <ul>
              {menu.map((link) => (
                <MenuItem link={link} />
              ))}
              {settings.length > 0 && (
                <li>
                  <details class={settings.some(({ current }) => current) ? 'sp-more sp-more--current' : 'sp-more'}>
                    <summary>{t('menu.settings')}</summary>
                    <ul>
                      {settings.map((link) => (
                        <MenuItem link={link} />
                      ))}
                    </ul>
                  </details>
                </li>
              )}
            </ul>
          </nav>
          {view.visitor ? <Account view={view} name={view.visitor.name} /> : <SignInLink view={view} />}
        </div>
      )}
    </header>
  )
}

function MenuItem({ link: { href, text, current } }: { link: MenuLink }): JSX.Element {
  return (
    <li>
      <a href={href} aria-current={current ? 'true' : undefined}>
        {text}
      </a>
    </li>
  )
}

/** The mark of the square: four gables that look at each other across an open place. */
function Mark(): JSX.Element {
  return (
    <svg class="sp-mark" viewBox="0 0 32 32" width="36" height="36" aria-hidden="true" focusable="false">
      <path d="M10 10V5l6-5 6 5v5z" />
      <path class="sp-mark__b" d="M22 10h5l5 6-5 6h-5z" />
      <path d="M22 22v5l-6 5-6-5v-5z" />
      <path class="sp-mark__b" d="M10 22H5l-5-6 5-6h5z" />
    </svg>
  )
}

function SignInLink({ view }: { view: View }): JSX.Element {
  return (
    <p class="sp-account">
      <a href={`/${view.language}/sign-in`}>{messages(view.language)('sign-in')}</a>
    </p>
  )
}

function Account({ view, name }: { view: View; name: string }): JSX.Element {
  const t = messages(view.language)
  return (
    <form class="sp-account" method="post" action={`/${view.language}/sign-out`}>
      <input type="hidden" name="_token" value={view.formToken} />
      <a href={`/${view.language}/account`} aria-label={name === '' ? undefined : t('account', { name })}>
        {name === '' ? t('accountNameless') : name}
      </a>{' '}
      <button class="sp-plain">{t('sign-out')}</button>
    </form>
  )
}

/**
 * Links to this page in the other languages; buttons of the form when there is one. The browser's checks stay off. Enter in a field
 * presses the first button of the form, wherever it stands: that is one without a name, as "continue" is, and not a language.
 */
function LanguageSwitch({ view, form }: { view: View; form: string | undefined }): JSX.Element {
  const t = messages(view.language)
  return (
    <nav class="sp-languages" aria-label={t('languages')}>
      {form !== undefined && <button class="govuk-visually-hidden" form={form} tabIndex={-1} aria-hidden="true" />}
      <ul>
        {LANGUAGES.map((language) => (
          <li>
            {language === view.language ? (
              <span aria-current="true">
                <LanguageName language={language} />
              </span>
            ) : form === undefined ? (
              <a href={addressIn(language, view)} hreflang={language} lang={language}>
                <LanguageName language={language} />
              </a>
            ) : (
              <button
                class="sp-plain"
                form={form}
                formaction={addressIn(language, view)}
                formnovalidate
                name="_language"
                value={language}
                lang={language}
              >
                <LanguageName language={language} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Two letters where there is little room; the whole name for whoever listens. */
function LanguageName({ language }: { language: Language }): JSX.Element {
  const name = LANGUAGE_NAMES[language]
  return (
    <>
      <span class="sp-wide-only">{name}</span>
      <abbr class="sp-narrow-only" aria-hidden="true">
        {language}
      </abbr>
    </>
  )
}

/** Tells search engines and other machines which address stands for the page, where its translations are, and its data. */
function Found({ view }: { view: View }): JSX.Element {
  const address = canonical(view.language, view)
  return (
    <>
      <link rel="canonical" href={address} />
      {LANGUAGES.map((language) => (
        <link rel="alternate" hreflang={language} href={canonical(language, view)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={canonical(FALLBACK, view)} />
      <link rel="alternate" type="application/json" href={`${address}${view.search}`} />
    </>
  )
}

function addressIn(language: Language, view: View): string {
  return `/${language}${view.path === '/' ? '' : view.path}${view.search}`
}

function Footer({ view }: { view: View }): JSX.Element {
  const t = messages(view.language)
  return (
    <footer class="sp-footer">
      <div class="govuk-width-container">
        <p>{t(view.visitor ? 'footer.promiseSignedIn' : 'footer.promise')}</p>
        {view.isFound && <p class="sp-paper-only">{canonical(view.language, view)}</p>}
        <ul>
          {(view.footer ?? []).map(({ href, text }) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
          <li>
            <a href={`/${view.language}/api`}>{t('footer.api')}</a>
          </li>
        </ul>
      </div>
    </footer>
  )
}
