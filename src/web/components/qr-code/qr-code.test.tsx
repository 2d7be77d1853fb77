import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { decodeQR } from 'qr/decode.js'
import sharp from 'sharp'
import { QrCode } from './qr-code.tsx'

test('a telephone reads the address back from the picture', async () => {
  const address = 'https://streekplein.example/nl/sign-in/7K3M0111ABCDEFGH2345'
  const svg = renderToString(<QrCode text={address} label="code" />)
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace('class="sp-qr__light"', 'fill="#fff"')
  const { data, info } = await sharp(Buffer.from(svg))
    .resize(400, 400)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  assert.equal(decodeQR({ data: new Uint8Array(data), width: info.width, height: info.height }), address)
})
