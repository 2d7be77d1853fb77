import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import type { View } from '#web/view.ts'
import { messages } from './messages.ts'

/** Says on the page of a merged report where it goes on. */
export function MergedNotice({ view, main }: { readonly view: View; readonly main: number }) {
  const t = messages(view.language)
  const number = String(main)
  return (
    <InsetText>
      <p class="govuk-body">{t('public.merged', { number })}</p>
      <a class="govuk-link" href={`/${view.language}/reports/${main}`}>
        {t('public.link', { number })}
      </a>
    </InsetText>
  )
}
