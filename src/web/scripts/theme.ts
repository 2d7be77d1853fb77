// Shows what colours look like while they are chosen, and puts a colour picker beside each field. Without it the page is whole.
const form = document.querySelector<HTMLFormElement>('#theme')
const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-colour]')]
const QUIET_MILLISECONDS = 250
let timer = 0
let asking = new AbortController()

for (const field of fields) {
  const picker = document.createElement('input')
  picker.type = 'color'
  picker.className = 'sp-swatch'
  picker.setAttribute('aria-label', field.dataset['colour'] ?? '')
  const follow = () => {
    if (isColour(field.value)) picker.value = field.value
    else if (field.value === '') picker.value = field.dataset['derived'] ?? ''
  }
  follow()
  field.addEventListener('input', follow)
  picker.addEventListener('input', () => {
    field.value = picker.value
    wait()
  })
  // The picker shows the colour too.
  const swatch = field.parentElement?.querySelector('.sp-swatch')
  swatch?.replaceWith(picker)
}
form?.addEventListener('input', wait)

function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text)
}

function wait(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void show(), QUIET_MILLISECONDS)
}

/** Asks the server for the page with these colours and takes the preview out of it. */
async function show(): Promise<void> {
  if (!form || fields.some(({ value, name }) => (name === 'brand' || value !== '') && !isColour(value))) return
  asking.abort()
  asking = new AbortController()
  const question = new URLSearchParams(fields.map(({ name, value }) => [name, value]))
  question.set('keptLogo', form.querySelector<HTMLInputElement>('[name=keptLogo]')?.value ?? '')
  try {
    // Not "form.action": the buttons of this form have that name.
    const answer = await fetch(`${form.getAttribute('action')}?${question}`, { signal: asking.signal })
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const [preview, sheet] = [page.querySelector('#preview'), page.querySelector<HTMLLinkElement>('link[data-preview]')]
    const [now, before] = [document.querySelector('#preview'), document.querySelector('link[data-preview]')]
    if (!preview || !sheet || !now || !before) return
    const next = document.importNode(sheet)
    next.addEventListener('load', () => before.remove())
    before.after(next)
    now.replaceWith(document.importNode(preview, true))
  } catch {
    // A newer question took its place, or the network is away: the button "show preview" is still there.
  }
}
export {}
