import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

function settingsFile(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'settings-')), 'streekplein.env')
  writeFileSync(path, content)
  return path
}

test('starts without any setting', () => {
  const { config } = readConfig({})
  assert.equal(config.port, 8080)
  assert.equal(config.baseUrl, 'http://localhost:8080')
  assert.equal(config.demo, true)
})

test('names every wrong value and what it may be', () => {
  assert.throws(
    () => readConfig({ PORT: 'eighty', LOG_LEVEL: 'loud', STREEKPLEIN_DEMO: 'yes' }),
    (error) =>
      error instanceof ConfigError &&
      /PORT must be a whole number from 0 to 65535, not "eighty"/.test(error.message) &&
      /LOG_LEVEL must be one of fatal, error, .*, not "loud"/.test(error.message) &&
      /STREEKPLEIN_DEMO must be "on" or "off", not "yes"/.test(error.message),
  )
})

test('a port is written in digits', () => {
  for (const PORT of ['1e3', '0x50', ' ', '70000', '-1']) assert.throws(() => readConfig({ PORT }), /PORT must be/)
})

test('never prints a password, also when the address is wrong', () => {
  const { inForce } = readConfig({ DATABASE_URL: 'postgres://square:hunter2@db/square' })
  assert.equal(inForce.find(({ name }) => name === 'DATABASE_URL')?.value, 'postgres://square:********@db/square')
  assert.throws(
    () => readConfig({ DATABASE_URL: 'mysql://square:hunter2@db/square' }),
    (error) => error instanceof ConfigError && !error.message.includes('hunter2'),
  )
})

test('the environment wins from the file', () => {
  const file = settingsFile('PORT=9000\nLOG_LEVEL=warn\n')
  const { config, inForce } = readConfig({ STREEKPLEIN_CONFIG: file, PORT: '9001' })
  assert.equal(config.port, 9001)
  assert.equal(config.logLevel, 'warn')
  assert.equal(inForce.find(({ name }) => name === 'LOG_LEVEL')?.source, 'file')
})

test('a file with a name that is not a setting is refused, so that a slip of the pen is seen', () => {
  const file = settingsFile('PROT=9000\n')
  assert.throws(() => readConfig({ STREEKPLEIN_CONFIG: file }), /PROT is not a setting/)
})

test('a settings file that is named but not there is refused', () => {
  assert.throws(() => readConfig({ STREEKPLEIN_CONFIG: '/nowhere/streekplein.env' }), /is not there/)
})

test('never prints the key that seals secrets', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const { config, inForce } = readConfig({ SECRET_KEY: key })
  assert.equal(config.secretKey, key)
  assert.equal(inForce.find(({ name }) => name === 'SECRET_KEY')?.value, '********')
  assert.throws(
    () => readConfig({ SECRET_KEY: 'hunter2' }),
    (error) =>
      error instanceof ConfigError &&
      /SECRET_KEY must be 32 bytes/.test(error.message) &&
      !/hunter2/.test(error.message),
  )
})

test('tiles behind maps need an address with places to fill in, and the name of who made them', () => {
  const BASEMAP_URL = 'https://tiles.example/{z}/{x}/{y}.png'
  assert.equal(readConfig({}).config.basemap, undefined)
  assert.deepEqual(readConfig({ BASEMAP_URL, BASEMAP_ATTRIBUTION: 'Somebody' }).config.basemap, {
    url: BASEMAP_URL,
    attribution: 'Somebody',
  })
  assert.throws(() => readConfig({ BASEMAP_URL }), /BASEMAP_ATTRIBUTION must say who made/)
  for (const wrong of ['https://tiles.example/{z}/{x}.png', 'file:///{z}/{x}/{y}', 'tiles/{z}/{x}/{y}'])
    assert.throws(() => readConfig({ BASEMAP_URL: wrong, BASEMAP_ATTRIBUTION: 'x' }), /BASEMAP_URL must/, wrong)
})
