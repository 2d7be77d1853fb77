// The page "without internet": keeps it on the device when somebody asks, and reports that could not be sent yet. Nothing is kept
// before a button is pressed, and one button removes everything.
const WORKER = '/service-worker.js'
const WAITING = 'unsent-reports'
/** Answers that are a form with a question; of another error, or of the door of a wireless network, the square has nothing. */
const ASKS_AGAIN = [403, 422]
const OWN_REPORT = /^\/\w\w\/reports\/follow\/[^/]+$/

interface Unsent {
  readonly postalCode: string
  readonly street: string
  readonly note: string
}

const panel = document.querySelector<HTMLElement>('[data-offline]')
if (panel && 'serviceWorker' in navigator) {
  panel.hidden = false
  document.querySelector('[data-offline-none]')?.remove()
  void showState(panel)
  button(panel, 'keep').addEventListener('click', async () => {
    await navigator.serviceWorker.register(`${WORKER}?language=${document.documentElement.lang}`)
    await navigator.serviceWorker.ready
    await showState(panel)
  })
  button(panel, 'remove').addEventListener('click', async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister()
    for (const name of await caches.keys()) await caches.delete(name)
    localStorage.removeItem(WAITING)
    await showState(panel)
  })
  const form = panel.querySelector('form')
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    const read = (name: keyof Unsent) => new FormData(form).get(name)?.toString().trim() ?? ''
    const report = { postalCode: read('postalCode'), street: read('street'), note: read('note') }
    if (report.note === '') {
      form.querySelector('textarea')?.focus()
      return
    }
    localStorage.setItem(WAITING, JSON.stringify([...waiting(), report]))
    form.reset()
    say(panel, 'saved')
    void showState(panel)
  })
}

async function showState(area: HTMLElement): Promise<void> {
  const isKept = (await navigator.serviceWorker.getRegistration(WORKER)) !== undefined
  const reports = waiting()
  button(area, 'keep').hidden = isKept
  button(area, 'remove').hidden = !isKept && reports.length === 0
  for (const one of area.querySelectorAll<HTMLElement>('[data-kept]')) one.hidden = !isKept
  const list = area.querySelector<HTMLElement>('[data-waiting]')
  const template = area.querySelector('template')
  if (list === null || template === null) return
  list.parentElement?.toggleAttribute('hidden', reports.length === 0)
  list.replaceChildren(
    ...reports.map((report, index) => {
      const item = template.content.cloneNode(true) as DocumentFragment
      for (const field of item.querySelectorAll<HTMLInputElement>('input[type=hidden]'))
        if (field.name in report) field.value = report[field.name as keyof Unsent]
      const text = item.querySelector('p')
      if (text) text.textContent = `${report.postalCode} ${report.street}: ${report.note.slice(0, 80)}`
      const drop = () => localStorage.setItem(WAITING, JSON.stringify(reports.filter((_, place) => place !== index)))
      item.querySelector('[data-drop]')?.addEventListener('click', () => {
        drop()
        void showState(area)
      })
      // The square has it before the device lets go of it; and it is never passed on twice.
      const form = item.querySelector('form')
      form?.addEventListener('submit', async (event) => {
        event.preventDefault()
        if (form.inert) return
        form.inert = true
        const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
        const answer = await fetch(form.action, { method: 'POST', body }).catch(() => undefined)
        form.inert = false
        if (answer?.ok === true && answer.redirected) {
          drop()
          location.assign(answer.url)
        } else if (answer !== undefined && ASKS_AGAIN.includes(answer.status)) {
          // A question about it is on a page that is not asked for again: the form asks it once more, with all that was written.
          form.submit()
        } else say(area, 'failed')
      })
      return item
    }),
  )
  await showOwn(area)
}

/** The own reports that the device keeps: without internet nobody knows their addresses by heart. */
async function showOwn(area: HTMLElement): Promise<void> {
  const list = area.querySelector<HTMLElement>('[data-own]')
  if (list === null) return
  const items: HTMLElement[] = []
  for (const name of await caches.keys()) {
    const store = await caches.open(name)
    for (const request of await store.keys()) {
      const { pathname } = new URL(request.url)
      const page = OWN_REPORT.test(pathname) ? await store.match(request) : undefined
      if (page === undefined) continue
      const title = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('h1')?.textContent
      const link = Object.assign(document.createElement('a'), { href: pathname, className: 'govuk-link' })
      link.textContent = title ?? pathname
      const item = document.createElement('li')
      item.append(link)
      items.unshift(item)
    }
  }
  list.replaceChildren(...items)
  list.parentElement?.toggleAttribute('hidden', items.length === 0)
}

function say(area: HTMLElement, what: string): void {
  for (const one of area.querySelectorAll<HTMLElement>('[data-said]')) one.hidden = one.dataset['said'] !== what
}

function waiting(): Unsent[] {
  try {
    return JSON.parse(localStorage.getItem(WAITING) ?? '[]')
  } catch {
    return []
  }
}

function button(area: HTMLElement, name: string): HTMLElement {
  const found = area.querySelector<HTMLElement>(`[data-do=${name}]`)
  if (found === null) throw new Error(`The page has no button "${name}".`)
  return found
}
