import { listQuery } from '#web/list-query.ts'
import { Button } from '#web/components/button/button.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import type { StaffListPageProps } from '../../pages/staff-list-page.tsx'
import { messages } from '../messages.ts'

/** The lists that somebody made for themselves, and a way to keep the present one. */
export function SavedFilters({ view, filter, filters, errors }: StaffListPageProps) {
  const h = messages(view.language)
  const base = `/${view.language}/staff/reports`
  const error = errorOf(errors, 'name')
  return (
    <>
      {filters.length > 0 && (
        <nav aria-label={h('filters')}>
          <ul class="govuk-list">
            {filters.map(({ name, query }) => (
              <li>
                <a class="govuk-link" href={`${base}${query}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Details summary={h('filter.save')} open={error !== undefined}>
        <Form view={view} action={`${base}/filters`}>
          <input type="hidden" name="query" value={listQuery(filter)} />
          <Input name="name" label={h('filter.name')} value="" error={error} />
          <Button kind="secondary">{h('filter.button')}</Button>
        </Form>
        {filters.map(({ id, name }) => (
          <Form view={view} action={`${base}/filters/remove`}>
            <Button kind="secondary" name="id" value={id}>
              {h('filter.remove')} <span>{h('filter.removeThis', { name })}</span>
            </Button>
          </Form>
        ))}
      </Details>
    </>
  )
}
