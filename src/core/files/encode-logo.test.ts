import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import sharp from 'sharp'
import { Problem } from '#core/problem.ts'
import { encodeLogo } from './encode-logo.ts'

describe('a logo', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logo-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function file(content: string | Uint8Array): string {
    const path = join(folder, 'logo')
    writeFileSync(path, content)
    return path
  }

  const drawing = (fill: string) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><circle cx="150" cy="150" r="140" fill="${fill}"/></svg>`,
      ),
    )

  it('becomes small and sharp, stays transparent, and loses everything else that was in the file', async () => {
    const exif = { IFD0: { Copyright: 'An Peeters' } }
    const logo = await encodeLogo(file(await drawing('#8a1538').png().withExif(exif).toBuffer()))
    assert.deepEqual([logo.width, logo.height], [120, 40])
    assert.ok(logo.bytes.length <= 5000)
    const { format, width, height, hasAlpha, exif: left } = await sharp(logo.bytes).metadata()
    assert.deepEqual(
      { format, width, height, hasAlpha, left },
      { format: 'webp', width: 240, height: 80, hasAlpha: true, left: undefined },
    )
    assert.ok(!logo.bytes.includes('An Peeters'))
  })

  it('of a photo with much noise still fits in a style sheet', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
    const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#369', noise } })
      .jpeg()
      .toBuffer()
    const logo = await encodeLogo(file(photo))
    assert.ok(logo.bytes.length <= 5000, `${logo.bytes.length} bytes`)
    assert.equal(logo.height, 40)
  })

  it('that is small already is not blown up', async () => {
    const logo = await encodeLogo(file(await drawing('#000').resize(60, 20).png().toBuffer()))
    assert.deepEqual([logo.width, logo.height], [60, 20])
  })

  it('tells whether it is light or dark, without what is transparent', async () => {
    const light = await encodeLogo(file(await drawing('#fff').png().toBuffer()))
    const dark = await encodeLogo(file(await drawing('#111').png().toBuffer()))
    assert.ok(light.seenOnWhite < 0.05, String(light.seenOnWhite))
    assert.ok(dark.seenOnWhite > 0.95, String(dark.seenOnWhite))
  })

  it('as SVG, PDF or text is refused: a picture must not hold scripts', async () => {
    for (const content of ['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', '%PDF-1.7', 'hello', ''])
      await assert.rejects(
        encodeLogo(file(content)),
        (error) => error instanceof Problem && error.code === 'file-not-an-image' && error.status === 422,
      )
  })
})
