import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/** How nobody is spoken to: staff and residents are one public. Dutch says "je", English has one word. */
const FAMILIAR = {
  fr: /(?<![\p{L}’])(tu|toi|ton|ta|tes|t’)(?![\p{L}])/iu,
  de: /(?<![\p{L}])(du|dich|dir|dein\p{L}*)(?![\p{L}])/iu,
} as const

for (const language of ['fr', 'de'] as const)
  test(`every text in ${language} is polite`, () => {
    const files = globSync(`src/**/messages/${language}.json`)
    const familiar = files.flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
        .filter(([, text]) => FAMILIAR[language].test(text))
        .map(([key, text]) => `${file}, ${key}: ${text}`),
    )
    assert.ok(files.length > 15, 'not all texts were found')
    assert.deepEqual(familiar, [])
  })
