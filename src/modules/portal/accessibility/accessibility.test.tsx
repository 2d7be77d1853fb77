import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { exampleView } from '#web/components/example-view.ts'
import { AccessibilityPage } from './accessibility-page.tsx'
import { lastRun, type LastRun } from './last-run.ts'

const run: LastRun = {
  engine: 'axe-core 1.2.3',
  open: { date: '2026-11-20', pages: 104, violations: [] },
  behind: { date: '2026-11-19', pages: 77, violations: [] },
}
const statement = (of: LastRun) =>
  renderToString(<AccessibilityPage view={exampleView()} lastRun={of} contact={undefined} />)

describe('the accessibility statement', () => {
  test('counts what is behind forms and sign-ins beside what everybody finds, with the date of the older look', () => {
    const html = statement(run)
    assert.match(html, />104</)
    assert.match(html, />77</)
    assert.match(html, /19 november 2026/)
    assert.match(html, /Bijna helemaal/)
  })

  test('tells what was found behind a form too, and then says that the square complies in part', () => {
    const html = statement({ ...run, behind: { ...run.behind, violations: ['nl, check: color-contrast'] } })
    assert.match(html, /<li lang="en">nl, check: color-contrast<\/li>/)
    assert.match(html, /Voor een deel/)
  })

  test('rests on a run that saw both', () => {
    assert.ok(lastRun.open.pages > 100, 'run "npm run measure"')
    assert.ok(lastRun.behind.pages > 200, 'run "npm run measure"')
  })
})
