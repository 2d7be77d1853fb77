import type { JSX } from 'preact'
import { LOCALES, type Language } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { Input } from '#web/components/input/input.tsx'
import { NotificationBanner } from '#web/components/notification-banner/notification-banner.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { deriveTheme, type Scheme, type ThemeTokens } from '#web/theme/derive-theme.ts'
import { contrast, hexOf, type Rgb } from '#web/theme/srgb.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import { adjustmentsOf } from '../theme.ts'

interface ThemePreviewProps {
  readonly view: View
  /** Of the body. */
  readonly name: string
  readonly tokens: ThemeTokens
  readonly hasLogo: boolean
}

/** What comes of the chosen colours: pieces of a page in light and dark, what had to be moved, and the contrast of each pair. */
export function ThemePreview(props: ThemePreviewProps): JSX.Element {
  const { view, tokens } = props
  const { language } = view
  const t = messages(language)
  const theme = deriveTheme(tokens)
  const adjustments = adjustmentsOf(tokens)
  return (
    <section id="preview" aria-labelledby="preview-title">
      <h2 class="govuk-heading-m" id="preview-title">
        {t('preview.title')}
      </h2>
      <Sample {...props} scheme="light" />
      <Sample {...props} scheme="dark" />
      <div role="status">
        {adjustments.length === 0 ? (
          <p class="govuk-body">{t('adjusted.none')}</p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {adjustments.map(({ what, chosen, used }) => (
              <li>{t(`adjusted.${what}`, { chosen: hexOf(chosen), used: hexOf(used) })}</li>
            ))}
          </ul>
        )}
      </div>
      <Table
        caption={t('contrast')}
        captionSize="s"
        firstCellIsHeader
        scroll={t('contrast')}
        head={[t('contrast.what'), t('scheme.light'), t('scheme.dark')]}
        rows={PAIRS.map(({ what, of }) => [
          t(`contrast.${what}`),
          ...[theme.light, theme.dark].map((scheme) => {
            const [front, back] = of(scheme)
            return t('contrast.figure', {
              front: hexOf(front),
              back: hexOf(back),
              ratio: ratioOf(front, back, language),
            })
          }),
        ])}
      />
    </section>
  )
}

interface Pair {
  readonly what: 'header' | 'text' | 'quiet' | 'links' | 'errors' | 'edges' | 'buttons'
  readonly of: (scheme: Scheme) => readonly [Rgb, Rgb]
}

/** The pairs that staff are told of; every other one is guaranteed as well. */
const PAIRS: readonly Pair[] = [
  { what: 'header', of: ({ onBrand, brand }) => [onBrand, brand] },
  { what: 'text', of: ({ ink, paper }) => [ink, paper] },
  { what: 'quiet', of: ({ quiet, paper }) => [quiet, paper] },
  { what: 'links', of: ({ link, paper }) => [link, paper] },
  { what: 'errors', of: ({ error, paper }) => [error, paper] },
  { what: 'edges', of: ({ edge, paper }) => [edge, paper] },
  { what: 'buttons', of: ({ brandEdge, paper }) => [brandEdge, paper] },
]

/** Rounded down: nothing is told to be better than it is. */
function ratioOf(front: Rgb, back: Rgb, language: Language): string {
  const ratio = Math.floor(contrast(front, back) * 10) / 10
  return ratio.toLocaleString(LOCALES[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

/** Pieces of a page. Nothing in it does anything: it is there to be looked at, and the figures below say the rest. */
function Sample({ view, name, hasLogo, scheme }: ThemePreviewProps & { scheme: 'light' | 'dark' }): JSX.Element {
  const t = messages(view.language)
  return (
    <figure class="sp-sample">
      <figcaption class="govuk-heading-s">{t(`scheme.${scheme}`)}</figcaption>
      <div class={`sp-themed sp-preview-${scheme}`} inert>
        <div class="sp-header">
          <div class="sp-header__top">
            <span class="sp-owner">{hasLogo ? <span class="sp-logo" /> : name}</span>
            <span class="sp-menu">
              <a href="#preview" aria-current="true">
                {t('sample.menu')}
              </a>
            </span>
          </div>
        </div>
        <div class="sp-sample__page">
          <p class="govuk-heading-m">{t('sample.title')}</p>
          <p class="govuk-body">
            {t('sample.text')} <a href="#preview">{t('sample.link')}</a>
          </p>
          <p class="govuk-hint">{t('sample.hint')}</p>
          <Input
            name={`sample-${scheme}`}
            label={t('sample.field')}
            error={t('sample.error')}
            value={t('sample.typed')}
          />
          <div class="govuk-button-group">
            <Button type="button">{t('sample.button')}</Button>
            <Button type="button" kind="secondary">
              {t('sample.secondary')}
            </Button>
          </div>
          <NotificationBanner titleId={`sample-banner-${scheme}`}>{t('sample.banner')}</NotificationBanner>
          <p class="govuk-body">
            <Tag>{t('sample.tag')}</Tag> <Tag colour="green">{t('sample.tagDone')}</Tag>{' '}
            <Tag colour="yellow">{t('sample.tagWaits')}</Tag>
          </p>
        </div>
      </div>
    </figure>
  )
}
