import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSigner } from '#core/signing.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { withoutKeys } from './without-keys.ts'

test('what opens something for the reader of a letter alone is hidden from others, whichever page it opens', async () => {
  const { sql, close } = await openTestDatabase([])
  const sign = await openSigner(sql)
  const [follower, report] = ['0197a000-0000-7000-8000-000000000001', '1001']
  await close()
  const site = 'https://het-gemeenschappelijke-plein.voorbeeld.example'
  for (const [before, secret, after] of [
    ['/nl/reports/follow/', `${report}-${sign('follow-report', 'x')}`, ''],
    ['/nl/reports/followers/', `${follower}.${sign('follower', follower)}`, ''],
    ['/reports/followers/', `${follower}.${sign('follower', follower)}`, '/stop?letter=12'],
    ['/nl/sign-in/', sign('any', 'token'), ''],
    ['/fr/reports/new?draft=', sign('any', 'draft'), ''],
    ['/open311/media/', sign('media', 'x'), ''],
  ] as const) {
    const { text } = withoutKeys({ text: `Dag,\n\n${site}${before}${secret}${after}\nTot later.` })
    assert.equal(text, `Dag,\n\n${site}${before}…${after}\nTot later.`)
  }
  const plain = `Lees ${site}/nl/reports/1001 en ${site}/nl/staff/reports?whose=late, of schrijf.`
  assert.equal(withoutKeys({ text: plain }).text, plain)
})
