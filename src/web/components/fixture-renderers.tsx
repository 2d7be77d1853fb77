import { createElement, type ComponentType, type VNode } from 'preact'
import { BackAnchor } from './back-link/back-link.tsx'
import { Breadcrumbs } from './breadcrumbs/breadcrumbs.tsx'
import { Button } from './button/button.tsx'
import { CharacterCount } from './character-count/character-count.tsx'
import { Checkboxes } from './checkboxes/checkboxes.tsx'
import { DateInput } from './date-input/date-input.tsx'
import { Details } from './details/details.tsx'
import { ErrorMessage } from './error-message/error-message.tsx'
import { ErrorSummary } from './error-summary/error-summary.tsx'
import { Fieldset } from './fieldset/fieldset.tsx'
import { FileUpload } from './file-upload/file-upload.tsx'
import { Hint } from './hint/hint.tsx'
import { Input } from './input/input.tsx'
import { InsetText } from './inset-text/inset-text.tsx'
import { Label } from './label/label.tsx'
import { NotificationBanner } from './notification-banner/notification-banner.tsx'
import { Pagination } from './pagination/pagination.tsx'
import { Panel } from './panel/panel.tsx'
import { Radios } from './radios/radios.tsx'
import { Select } from './select/select.tsx'
import { SkipLink } from './skip-link/skip-link.tsx'
import { SummaryList } from './summary-list/summary-list.tsx'
import { Table } from './table/table.tsx'
import { Tag } from './tag/tag.tsx'
import { Textarea } from './textarea/textarea.tsx'

// Translates the options of the fixtures of govuk-frontend into the properties of our components. The types are loose on
// purpose: fixtures hold what our types refuse (numbers as text, attributes of any name). Only for fixtures.test.tsx.

export type Options = Readonly<Record<string, unknown>>

/** How each component is drawn for the options of a fixture. */
export const FIXTURE_RENDERERS: Readonly<Record<string, (options: Options) => VNode>> = {
  'back-link': (o) => draw(BackAnchor, { ...o, ...text(o), href: o['href'] || '#' }),
  breadcrumbs: (o) =>
    draw(Breadcrumbs, {
      ...o,
      crumbs: list(o['items'], withText),
      collapse: o['collapseOnMobile'],
      label: o['labelText'],
    }),
  button: (o) =>
    draw(Button, {
      ...o,
      isStart: o['isStartButton'],
      href: o['href'] || undefined,
      children: text(o).text,
      attributes: {
        ...record(o['attributes']),
        ...(o['preventDoubleClick'] !== undefined && { 'data-prevent-double-click': String(o['preventDoubleClick']) }),
      },
    }),
  'character-count': (o) => {
    const group = place(o['formGroup'], '') ?? {}
    const threshold = o['threshold'] === undefined ? {} : { 'data-threshold': o['threshold'] }
    return draw(CharacterCount, {
      ...field(o),
      limit: o['maxlength'],
      unit: o['countType'],
      limitText:
        o['textareaDescriptionText'] &&
        String(o['textareaDescriptionText']).replace('%{count}', String(o['maxlength'])),
      group: { ...group, attributes: { ...threshold, ...record(group['attributes']) } },
    })
  },
  checkboxes: (o) => draw(Checkboxes, { ...groupProps(o), choices: list(o['items'], choice) }),
  'date-input': (o) => draw(DateInput, dateInput(o)),
  details: (o) => draw(Details, { ...o, summary: text(o, 'summary').text, children: text(o).text }),
  'error-message': (o) => draw(ErrorMessage, { id: o['id'], error: errorText(o) }),
  'error-summary': (o) =>
    draw(ErrorSummary, {
      classes: o['classes'],
      title: text(o, 'title').text,
      description: text(o, 'description').text,
      mistakes: list(o['errorList'], withText) ?? [],
      attributes: autofocus(o),
    }),
  fieldset: (o) => draw(Fieldset, { ...o, legend: legend(o['legend']) ?? '', children: text(o).text }),
  'file-upload': (o) => draw(FileUpload, field(o)),
  hint: (o) => draw(Hint, { id: o['id'], hint: withText(o) }),
  input: (o) =>
    draw(Input, {
      ...field(o),
      prefix: phraseOf(o['prefix']),
      suffix: phraseOf(o['suffix']),
      wrapper: o['inputWrapper'],
    }),
  'inset-text': (o) => draw(InsetText, { ...o, children: text(o).text }),
  label: (o) => draw(Label, { for: o['for'], label: withText(o) }),
  'notification-banner': (o) =>
    draw(NotificationBanner, {
      ...o,
      kind: o['type'],
      title: text(o, 'title').text,
      headingLevel: o['titleHeadingLevel'],
      children: text(o).text,
      attributes: autofocus(o),
    }),
  pagination: (o) =>
    draw(Pagination, {
      ...o,
      label: o['landmarkLabel'],
      previous: pageLink(o['previous']),
      next: pageLink(o['next']),
      pages: list(o['items'], (page) => (page['ellipsis'] ? 'gap' : { ...page, label: page['visuallyHiddenText'] })),
    }),
  panel: (o) => {
    const actions = record(o['actions'])
    const classes = String(o['classes'] ?? '')
    return draw(Panel, {
      ...o,
      kind: classes.includes('govuk-panel--interruption') ? 'interruption' : 'confirmation',
      classes: classes.replace('govuk-panel--interruption', '').trim(),
      title: text(o, 'title').text,
      children: text(o).text,
      actions: o['actions'] ? (actions['items'] ?? []) : undefined,
      actionsClasses: actions['classes'],
      actionsAttributes: actions['attributes'],
    })
  },
  radios: (o) => draw(Radios, { ...groupProps(o), choices: list(o['items'], choice) }),
  select: (o) =>
    draw(Select, { ...field(o), value: o['value'] && String(o['value']), options: list(o['items'], option) ?? [] }),
  'skip-link': (o) => draw(SkipLink, { ...o, ...text(o) }),
  'summary-list': (o) =>
    draw(SummaryList, { ...o, rows: list(o['rows'], summaryRow), card: o['card'] && summaryCard(o['card']) }),
  table: (o) =>
    draw(Table, {
      ...o,
      caption: o['caption'] ?? null,
      head: list(o['head'], withText),
      rows: lists(o['rows']).map((row) => list(row, withText)),
    }),
  tag: (o) => draw(Tag, { ...o, children: text(o).text }),
  textarea: (o) => draw(Textarea, field(o)),
}

function draw(component: unknown, properties: object): VNode {
  return createElement(component as ComponentType<object>, properties)
}

function record(value: unknown): Options {
  return typeof value === 'object' && value !== null ? (value as Options) : {}
}

/** Fixtures leave out an entry with null, false or an empty value. */
function list<Result>(value: unknown, change: (entry: Options) => Result): Result[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.filter((entry) => entry && Object.keys(entry).length > 0).map((entry) => change(record(entry)))
}

function lists(value: unknown): unknown[] {
  return Array.isArray(value) ? value.filter(Boolean) : []
}

/** `html` or `text`; with a prefix `titleHtml` or `titleText`. Raw HTML is wrapped, and the test unwraps it again. */
function text(options: Options, prefix?: string): { text: VNode | string | undefined } {
  const html = options[prefix ? `${prefix}Html` : 'html']
  const plain = options[prefix ? `${prefix}Text` : 'text']
  if (html) return { text: createElement('raw-html', { dangerouslySetInnerHTML: { __html: String(html) } }) }
  return { text: plain === undefined || plain === null ? undefined : String(plain) }
}

function withText(options: Options): Options {
  return { ...options, ...text(options) }
}

function phraseOf(value: unknown): Options | undefined {
  const phrase = withText(record(value))
  return phrase['text'] ? phrase : undefined
}

function legend(value: unknown): Options | undefined {
  return value ? withText(record(value)) : undefined
}

function errorText(options: Options): Options {
  const prefix = options['visuallyHiddenText']
  return { ...withText(options), prefix: prefix === undefined ? undefined : prefix ? String(prefix) : '' }
}

function place(value: unknown, plural: string): Options | undefined {
  if (!value) return undefined
  const { classes, attributes, ...rest } = record(value)
  return {
    classes,
    attributes,
    before: text(record(rest[`beforeInput${plural}`])).text,
    after: text(record(rest[`afterInput${plural}`])).text,
  }
}

function field(o: Options): Options {
  return {
    ...o,
    id: o['id'] || undefined,
    value: o['value'],
    label: withText(record(o['label'])),
    hint: o['hint'] && withText(record(o['hint'])),
    error: o['errorMessage'] && errorText(record(o['errorMessage'])),
    group: place(o['formGroup'], ''),
    classes: o['classes'],
  }
}

function groupProps(o: Options): Options {
  const fieldset = record(o['fieldset'])
  return {
    ...o,
    legend: o['fieldset'] ? (legend(fieldset['legend']) ?? '') : null,
    fieldset: o['fieldset'] ?? undefined,
    hint: o['hint'] && withText(record(o['hint'])),
    error: o['errorMessage'] && errorText(record(o['errorMessage'])),
    group: place(o['formGroup'], 's'),
  }
}

function choice(o: Options): Options {
  if (o['divider']) return { divider: o['divider'] }
  const hint = withText(record(o['hint']))
  return {
    ...o,
    ...text(o),
    checked: o['checked'] ?? undefined,
    exclusive: o['behaviour'] === 'exclusive',
    hint: hint['text'] ? hint : undefined,
    conditional: text(record(o['conditional'])).text,
  }
}

function option(o: Options): Options {
  return { ...o, value: o['value'] === undefined ? undefined : String(o['value']) }
}

function dateInput(o: Options): Options {
  const prefix = o['namePrefix'] ? `${String(o['namePrefix'])}-` : ''
  const standard = ['day', 'month', 'year']
    .filter((name) => o[name] !== false)
    .map((name) => ({ name, ...record(o[name]) }))
  const given = Array.isArray(o['items']) && o['items'].length > 0 ? o['items'].filter(Boolean) : standard
  const parts = given.map((part) => {
    const name = String(part.name)
    const isLong = name.endsWith('year') && !String(part.classes ?? '').includes('width')
    return {
      ...part,
      label: part.label ?? name.charAt(0).toUpperCase() + name.slice(1),
      value: part.value ?? record(o[name])['value'] ?? record(o['values'])[prefix + name],
      classes: isLong ? ['govuk-input--width-4', part.classes].filter(Boolean).join(' ') : part.classes,
    }
  })
  return { ...groupProps(o), name: '', id: o['id'], namePrefix: o['namePrefix'] ?? '', parts, values: o['values'] }
}

function pageLink(value: unknown): Options | undefined {
  const link = record(value)
  return value ? { ...link, ...text(link), label: link['labelText'] } : undefined
}

function action(o: Options): Options {
  return { ...o, ...text(o), about: o['visuallyHiddenText'] }
}

function summaryRow(row: Options): Options {
  const actions = record(row['actions'])
  return {
    ...row,
    key: withText(record(row['key'])),
    value: withText(record(row['value'])),
    actions: list(actions['items'], action),
    actionsClasses: actions['classes'],
  }
}

function summaryCard(value: unknown): Options {
  const card = record(value)
  const actions = record(card['actions'])
  return {
    ...card,
    title: card['title'] ? withText(record(card['title'])) : undefined,
    actions: list(actions['items'], action),
    actionsClasses: actions['classes'],
  }
}

function autofocus(o: Options): Options {
  const isOff = o['disableAutoFocus']
  return { ...record(o['attributes']), ...(isOff !== undefined && { 'data-disable-auto-focus': String(isOff) }) }
}
