import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSealer } from './sealing.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const folder = () => mkdtempSync(join(tmpdir(), 'sealing-'))

test('what is sealed can be read by whoever has the key, and by nobody else', async () => {
  const ours = await openSealer({ secretKey: KEY, dataFolder: folder() })
  const sealed = ours.seal('letter', 'geheim é')
  assert.match(sealed, /^1\.[\w-]+$/)
  assert.doesNotMatch(Buffer.from(sealed.slice(2), 'base64url').toString(), /geheim/)
  assert.equal(ours.unseal('letter', sealed), 'geheim é')
  const theirs = await openSealer({ secretKey: Buffer.alloc(32, 8).toString('hex'), dataFolder: folder() })
  assert.equal(theirs.unseal('letter', sealed), undefined)
})

test('the same text never looks the same twice', async () => {
  const { seal } = await openSealer({ secretKey: KEY, dataFolder: folder() })
  assert.notEqual(seal('letter', 'geheim'), seal('letter', 'geheim'))
})

test('what was sealed for one thing cannot be used for another', async () => {
  const { seal, unseal } = await openSealer({ secretKey: KEY, dataFolder: folder() })
  assert.equal(unseal('cookie', seal('letter', 'geheim')), undefined)
})

test('what was changed or cut off is not opened', async () => {
  const { seal, unseal } = await openSealer({ secretKey: KEY, dataFolder: folder() })
  const sealed = seal('letter', 'geheim')
  const bytes = Buffer.from(sealed.slice(2), 'base64url')
  for (const position of bytes.keys()) {
    const changed = Buffer.from(bytes)
    changed[position] = (bytes[position] ?? 0) ^ 1
    assert.equal(unseal('letter', `1.${changed.toString('base64url')}`), undefined)
  }
  for (const wrong of ['', '1.', '1.AAAA', sealed.slice(0, -4), sealed.replace('1.', '2.'), `${sealed}!`])
    assert.equal(unseal('letter', wrong), undefined)
})

test('without a setting the key is made once, for the owner of the folder alone', async () => {
  const dataFolder = join(folder(), 'new')
  const sealers = await Promise.all(Array.from({ length: 8 }, () => openSealer({ secretKey: undefined, dataFolder })))
  const sealed = sealers.map(({ seal }) => seal('letter', 'geheim'))
  for (const { unseal } of sealers)
    assert.deepEqual(
      sealed.map((one) => unseal('letter', one)),
      Array.from({ length: 8 }, () => 'geheim'),
    )
  assert.deepEqual(readdirSync(dataFolder), ['secret.key'])
  if (process.platform !== 'win32') assert.equal(statSync(join(dataFolder, 'secret.key')).mode & 0o777, 0o600)
})

test('a key file that is damaged is named, not replaced', async () => {
  const dataFolder = folder()
  writeFileSync(join(dataFolder, 'secret.key'), 'half a k')
  await assert.rejects(openSealer({ secretKey: undefined, dataFolder }), /secret\.key does not hold a key/)
})
