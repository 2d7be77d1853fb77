import type { VNode } from 'preact'
import { examples as charts } from '#web/charts/charts.examples.tsx'
import { examples as areaMap } from '#web/maps/area-map.examples.tsx'
import { examples as pickMap } from '#web/maps/pick-map.examples.tsx'
import { examples as backLink } from './back-link/back-link.examples.tsx'
import { examples as breadcrumbs } from './breadcrumbs/breadcrumbs.examples.tsx'
import { examples as button } from './button/button.examples.tsx'
import { examples as card } from './card/card.examples.tsx'
import { examples as characterCount } from './character-count/character-count.examples.tsx'
import { examples as checkboxes } from './checkboxes/checkboxes.examples.tsx'
import { examples as dateInput } from './date-input/date-input.examples.tsx'
import { examples as details } from './details/details.examples.tsx'
import { examples as errorMessage } from './error-message/error-message.examples.tsx'
import { examples as errorSummary } from './error-summary/error-summary.examples.tsx'
import { examples as fieldset } from './fieldset/fieldset.examples.tsx'
import { examples as fileUpload } from './file-upload/file-upload.examples.tsx'
import { examples as form } from './form/form.examples.tsx'
import { examples as hero } from './hero/hero.examples.tsx'
import { examples as hint } from './hint/hint.examples.tsx'
import { examples as input } from './input/input.examples.tsx'
import { examples as insetText } from './inset-text/inset-text.examples.tsx'
import { examples as label } from './label/label.examples.tsx'
import { examples as notificationBanner } from './notification-banner/notification-banner.examples.tsx'
import { examples as pagination } from './pagination/pagination.examples.tsx'
import { examples as panel } from './panel/panel.examples.tsx'
import { examples as paper } from './paper/paper.examples.tsx'
import { examples as photo } from './photo/photo.examples.tsx'
import { examples as plainDutchHint } from './plain-dutch-hint/plain-dutch-hint.examples.tsx'
import { examples as qrCode } from './qr-code/qr-code.examples.tsx'
import { examples as radios } from './radios/radios.examples.tsx'
import { examples as select } from './select/select.examples.tsx'
import { examples as skipLink } from './skip-link/skip-link.examples.tsx'
import { examples as summaryList } from './summary-list/summary-list.examples.tsx'
import { examples as table } from './table/table.examples.tsx'
import { examples as tag } from './tag/tag.examples.tsx'
import { examples as textarea } from './textarea/textarea.examples.tsx'

/** Every example of every component: component → example → how to draw it. A test draws them all; a page shows them. */
export const allExamples: Readonly<Record<string, Readonly<Record<string, () => VNode>>>> = {
  'back-link': backLink,
  breadcrumbs,
  button,
  card,
  'character-count': characterCount,
  checkboxes,
  'date-input': dateInput,
  details,
  'error-message': errorMessage,
  'error-summary': errorSummary,
  fieldset,
  'file-upload': fileUpload,
  form,
  hero,
  hint,
  input,
  'inset-text': insetText,
  label,
  'notification-banner': notificationBanner,
  pagination,
  panel,
  paper,
  photo,
  'plain-dutch-hint': plainDutchHint,
  'qr-code': qrCode,
  radios,
  select,
  'skip-link': skipLink,
  'summary-list': summaryList,
  table,
  tag,
  textarea,
  'area-map': areaMap,
  charts,
  'pick-map': pickMap,
}
