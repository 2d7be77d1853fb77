import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, it } from 'node:test'
import sharp, { type Sharp } from 'sharp'
import { Problem } from '#core/problem.ts'
import { openFiles } from './open-files.ts'
import { clearUploads, fileTooLarge, saveUpload } from './save-upload.ts'

describe('pictures', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'files-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function file(name: string, content: string | Uint8Array): string {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }

  /** A picture of one colour, with noise so that it is as large as a photo. */
  const plain = (width: number, height: number): Sharp =>
    sharp({
      create: { width, height, channels: 3, background: '#336699', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
    })

  const isProblem =
    (code: string, status: number) =>
    (error: unknown): boolean =>
      error instanceof Problem && error.code === code && error.status === status

  it('lose the place where they were taken, and everything else of EXIF', async () => {
    const exif = {
      IFD0: { Make: 'SecretPhone', Copyright: 'An Peeters' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 52/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '4/1 42/1 0/1' },
    }
    const photo = await plain(400, 300).withExif(exif).withIccProfile('p3').jpeg().toBuffer()
    assert.ok((await sharp(photo).metadata()).exif, 'the photo of this test has EXIF')
    assert.ok(photo.includes('SecretPhone'))
    const files = openFiles(join(folder, 'kept'))
    const kept = await files.addImage(file('photo.jpg', photo))
    const bytes = Buffer.from((await files.read(kept.hash)) ?? [])
    const { exif: left, icc, xmp, iptc, format } = await sharp(bytes).metadata()
    assert.deepEqual(
      { left, icc, xmp, iptc, format },
      { left: undefined, icc: undefined, xmp: undefined, iptc: undefined, format: 'jpeg' },
    )
    for (const trace of ['SecretPhone', 'An Peeters', 'Exif', 'GPS']) assert.ok(!bytes.includes(trace), trace)
  })

  it('are turned upright and made at most 1600 pixels wide or high', async () => {
    const lying = await plain(2000, 1000).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const files = openFiles(join(folder, 'kept'))
    const kept = await files.addImage(file('lying.jpg', lying))
    assert.deepEqual([kept.width, kept.height], [800, 1600])
    const small = await files.addImage(file('small.png', await plain(40, 30).png().toBuffer()))
    assert.deepEqual([small.width, small.height], [40, 30])
  })

  it('are kept under the hash of what is kept, once, in the formats that browsers send', async () => {
    const files = openFiles(join(folder, 'kept'))
    const hashes = []
    const made = [
      plain(64, 64).jpeg(),
      plain(64, 65).png(),
      plain(64, 66).webp(),
      plain(64, 67).gif(),
      plain(64, 68).avif(),
    ]
    for (const [n, picture] of made.entries())
      hashes.push(await files.addImage(file(`any-name-${n}`, await picture.toBuffer())))
    for (const { hash, bytes } of hashes) {
      const kept = await files.read(hash)
      assert.equal(
        createHash('sha256')
          .update(kept ?? '')
          .digest('hex'),
        hash,
      )
      assert.equal(kept?.length, bytes)
      assert.ok(existsSync(join(folder, 'kept', hash.slice(0, 2), hash.slice(2, 4), `${hash}.jpg`)))
    }
    const again = await files.addImage(join(folder, 'any-name-1'))
    assert.equal(again.hash, hashes[1]?.hash)
    const leftovers = readdirSync(join(folder, 'kept'), { recursive: true }).filter((name) =>
      /\.jpg\../.test(String(name)),
    )
    assert.deepEqual(leftovers, [])
  })

  it('show white where they were transparent', async () => {
    const clear = await sharp({
      create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const files = openFiles(join(folder, 'kept'))
    const { hash } = await files.addImage(file('clear.png', clear))
    const { dominant } = await sharp(await files.read(hash)).stats()
    assert.ok(dominant.r > 240 && dominant.g > 240 && dominant.b > 240)
  })

  it('are refused when they are no picture, whatever their name', async () => {
    const files = openFiles(join(folder, 'kept'))
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>1</script></svg>'
    const fakes = ['just text', '', 'GIF8', svg, '%PDF-1.7\n', '\xff\xd8\xff nonsense', '<html><img></html>']
    for (const fake of fakes)
      await assert.rejects(
        files.addImage(file('photo.jpg', Buffer.from(fake, 'latin1'))),
        isProblem('file-not-an-image', 422),
        fake,
      )
    assert.ok(!existsSync(join(folder, 'kept')))
  })

  it('are refused when half of the upload is missing', async () => {
    const whole = await plain(800, 600).jpeg().toBuffer()
    const half = file('half.jpg', whole.subarray(0, whole.length / 2))
    await assert.rejects(openFiles(join(folder, 'kept')).addImage(half), isProblem('file-not-an-image', 422))
  })

  it('are refused when they unpack to far too many pixels, with the number in the language of the reader', async () => {
    const bomb = await sharp({ create: { width: 15_000, height: 9_000, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    assert.ok(bomb.length < 1_000_000, 'the bomb is small')
    const adding = openFiles(join(folder, 'kept')).addImage(file('bomb.png', bomb))
    await assert.rejects(adding, (error) => {
      assert.ok(isProblem('image-too-many-pixels', 413)(error) && error instanceof Problem)
      assert.match(error.title('nl'), /135 megapixel/)
      assert.match(error.title('de'), /135 Megapixel/)
      return true
    })
  })

  it('can be removed, and an address that is no hash leads nowhere', async () => {
    const files = openFiles(join(folder, 'kept'))
    const { hash } = await files.addImage(file('a.png', await plain(10, 10).png().toBuffer()))
    await files.remove(hash)
    assert.equal(await files.read(hash), undefined)
    await files.remove(hash)
    file('secret.jpg', 'secret')
    assert.equal(await files.read('../../secret'), undefined)
    await files.remove('../../secret')
    assert.equal(readFileSync(join(folder, 'secret.jpg'), 'utf8'), 'secret')
  })
})

describe('an upload', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'upload-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const place = (mostBytes: number): { folder: string; mostBytes: number } => ({
    folder: join(folder, 'incoming'),
    mostBytes,
  })

  it('lands in a temporary file', async () => {
    const upload = await saveUpload(Readable.from([Buffer.from('abc'), Buffer.from('def')]), place(6))
    assert.ok(upload !== 'too-large')
    assert.equal(upload.bytes, 6)
    assert.equal(readFileSync(upload.path, 'utf8'), 'abcdef')
  })

  it('that is too large is read to its end but not kept, so that the sender hears our answer', async () => {
    let sent = 0
    function* photo(): Generator<Buffer> {
      for (; sent < 200; sent += 1) yield Buffer.alloc(1_000_000)
    }
    const upload = await saveUpload(Readable.from(photo()), place(8_000_000))
    assert.equal(upload, 'too-large')
    assert.equal(sent, 200)
    assert.deepEqual(readdirSync(join(folder, 'incoming')), [])
    assert.match(fileTooLarge(8_000_000).title('fr'), /8 Mo/)
  })

  it('that breaks off leaves nothing behind', async () => {
    const broken = new Readable({
      read() {
        this.push(Buffer.alloc(1000))
        this.destroy(new Error('connection lost'))
      },
    })
    await assert.rejects(saveUpload(broken, place(10_000)), /connection lost/)
    assert.deepEqual(readdirSync(join(folder, 'incoming')), [])
  })

  it('that was left by a process that ended is cleared after a day', async () => {
    const old = await saveUpload(Readable.from([Buffer.from('old')]), place(10))
    const fresh = await saveUpload(Readable.from([Buffer.from('new')]), place(10))
    assert.ok(old !== 'too-large' && fresh !== 'too-large')
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
    utimesSync(old.path, yesterday, yesterday)
    await clearUploads(join(folder, 'incoming'))
    assert.deepEqual([existsSync(old.path), existsSync(fresh.path)], [false, true])
    await clearUploads(join(folder, 'nowhere'))
  })
})
