// Signs in with a passkey, or makes one: asks the browser what the form says, puts the answer in the form and sends it.
// Until this script runs the button stays hidden, and the page says what to do instead.
const toBytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
const toText = (bytes: ArrayBuffer | null) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

interface Known {
  id: string
  type: 'public-key'
}

async function ask(kind: string, json: string): Promise<Credential | null> {
  const options = JSON.parse(json)
  const challenge = toBytes(options.challenge)
  const known = (list: Known[] = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }))
  if (kind === 'get') return navigator.credentials.get({ publicKey: { ...options, challenge } })
  const user = { ...options.user, id: toBytes(options.user.id) }
  return navigator.credentials.create({
    publicKey: { ...options, challenge, user, excludeCredentials: known(options.excludeCredentials) },
  })
}

function answer({ id, rawId, type, response }: PublicKeyCredential): string {
  const { clientDataJSON } = response
  const common = { clientDataJSON: toText(clientDataJSON) }
  const given = response as AuthenticatorAssertionResponse & AuthenticatorAttestationResponse
  const rest = given.attestationObject
    ? { attestationObject: toText(given.attestationObject), transports: given.getTransports?.() ?? [] }
    : {
        authenticatorData: toText(given.authenticatorData),
        signature: toText(given.signature),
        ...(given.userHandle && { userHandle: toText(given.userHandle) }),
      }
  return JSON.stringify({ id, rawId: toText(rawId), type, response: { ...common, ...rest } })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!window.PublicKeyCredential) break
  const part = (name: string) => form.querySelector<HTMLElement>(`[data-passkey-${name}]`)
  const ready = part('ready')
  const without = part('without')
  const failed = part('failed')
  if (ready) ready.hidden = false
  if (without) without.hidden = true
  form.addEventListener('submit', (event) => {
    const field = form.elements.namedItem('credential')
    if (!(field instanceof HTMLInputElement) || field.value) return
    event.preventDefault()
    if (failed) failed.hidden = true
    ask(form.dataset['passkey'] ?? '', form.dataset['options'] ?? '{}').then(
      (given) => {
        if (!(given instanceof PublicKeyCredential)) return
        field.value = answer(given)
        form.submit()
      },
      () => {
        if (!failed) return
        failed.hidden = false
        failed.focus()
      },
    )
  })
}
export {}
