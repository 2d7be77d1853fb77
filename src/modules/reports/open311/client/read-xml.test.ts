import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toXml } from '../server/document.ts'
import { pauseAfter, pauseBefore } from './pauses.ts'
import { readXml, valueOf } from './read-xml.ts'

const isList = (name: string) => name === 'service_requests'
const read = (text: string): unknown => {
  const root = readXml(text)
  return valueOf(root, isList, root.name)
}

test('what our own server writes is read back as it was', () => {
  const value = [
    { service_request_id: '12', description: 'a < b & "c" \'d\' é 🚲\nnew line' },
    { service_request_id: '13', description: null },
  ]
  assert.deepEqual(read(toXml({ root: 'service_requests', value })), value)
})

test('the XML of others is read: comments, CDATA, attributes, entities, spaces', () => {
  const text = `<?xml version="1.0" encoding="utf-8" standalone='yes'?><!-- x -->
    <service_requests type="array" nil='true'>
      <request><service_request_id >7</service_request_id><status><![CDATA[a <b> & c]]></status><empty/></request>
      <request><service_request_id>&#56;&#x39;</service_request_id><status>&lt;&amp;&gt;&unknown;</status></request>
    </service_requests>`
  assert.deepEqual(read(text), [
    { service_request_id: '7', status: 'a <b> & c', empty: null },
    { service_request_id: '89', status: '<&>&unknown;' },
  ])
})

test('what is not well-formed is refused, and so are document types, in which entities could be declared', () => {
  for (const text of [
    '',
    'words',
    '<a>',
    '<a></b>',
    '</a>',
    '<a/><b/>',
    '<a><b></a></b>',
    '<a>x</a>y',
    '<a x=1/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a><![CDATA[x</a>',
    `${'<a>'.repeat(30)}${'</a>'.repeat(30)}`,
  ])
    assert.throws(() => readXml(text), SyntaxError, text.slice(0, 40))
})

test('a large document is read in a time that grows with its length', () => {
  const one = '<request><service_request_id>7</service_request_id><description>x &amp; y</description></request>'
  const start = performance.now()
  assert.equal((read(`<service_requests>${one.repeat(20_000)}</service_requests>`) as unknown[]).length, 20_000)
  assert.ok(performance.now() - start < 3000)
})

test('pauses double up to a limit, and differ by a quarter', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 30].map((tries) => pauseBefore(tries, 0.5).seconds),
    [30, 60, 120, 240, 21_600],
  )
  assert.deepEqual([pauseBefore(1, 0).seconds, pauseBefore(1, 1).seconds], [23, 38])
  assert.deepEqual(
    [4, 5, 6, 30].map((failures) => pauseAfter(failures, 0.5)?.seconds),
    [undefined, 60, 120, 3600],
  )
})
