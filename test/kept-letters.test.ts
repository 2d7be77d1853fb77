import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../src/app.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import { openTestSquare } from '../src/web/testing.ts'

for (const demo of [true, false])
  test(`letters that were kept ${demo ? 'can be followed in a demonstration' : 'are no keys for the operator of a real square'}`, async () => {
    const square = await openTestSquare(modules, { demo })
    try {
      const who = { name: 'Op', email: null, body: 'region-office', role: 'operator' } as const
      const operator = square.visitor()
      await operator.signIn(await createSignInLink(square.services, await addStaff(square.services, who)))
      await operator.post('/nl/sign-in/link', { email: 'an@voorbeeld.example' })
      const text = `Volg uw melding: ${square.services.config.baseUrl}/nl/reports/follow/1001-${square.services.sign('follow-report', '1001')}`
      await square.services.mail.send({ to: 'bo@voorbeeld.example', subject: 'Melding', text, language: 'nl' })
      const { body } = await operator.get('/nl/operator')
      assert.match(body, /an@voorbeeld\.example/)
      assert.equal(/sign-in\/[\w-]{20}/.test(body), demo)
      assert.equal(/follow\/1001-[\w-]{20}/.test(body), demo)
    } finally {
      await square.close()
    }
  })
