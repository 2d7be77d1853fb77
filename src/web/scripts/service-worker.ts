// Keeps what is useful without internet, for who asked for it on the page "without internet": that page itself, and the own
// reports that were looked at. Nothing else is kept, and with internet every page comes fresh.
/// <reference lib="webworker" />
const scope = self as unknown as ServiceWorkerGlobalScope
const STORE = 'without-internet'
const OWN_REPORT = /^\/\w\w\/reports\/follow\//
const MOST_REPORTS = 20
const LANGUAGES = ['nl', 'fr', 'en', 'de']

scope.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePage().then(() => scope.skipWaiting()))
})
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== scope.location.origin) return
  if (request.mode === 'navigate') event.respondWith(navigate(request, pathname, event))
  else if (/^\/(assets|theme)\//.test(pathname)) event.respondWith(keptOrFetched(request))
})

/** The page in each language, with its style sheet and script: as anybody sees it, without who is signed in. */
async function keepOfflinePage(): Promise<void> {
  const store = await caches.open(STORE)
  for (const language of LANGUAGES) {
    const address = `/${language}/offline`
    const answer = await fetch(address, { cache: 'reload', credentials: 'omit' })
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    await keepShared(store, await answer.clone().text())
    await store.put(address, answer)
  }
}

/** Style sheets and scripts of a page. Their address changes when they do, so one that is kept is not asked for again. */
async function keepShared(store: Cache, html: string): Promise<void> {
  for (const address of new Set(html.match(/\/(assets|theme)\/[\w.-]+/g)))
    if ((await store.match(address)) === undefined) await store.add(address)
}

async function navigate(request: Request, pathname: string, event: ExtendableEvent): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (answer.ok && pathname === offlineAddress(pathname)) event.waitUntil(keepOfflinePage())
    if (answer.ok && OWN_REPORT.test(pathname)) await keepReport(request, answer.clone())
    // Erased, or past its time: then not on the device either.
    if ([404, 410].includes(answer.status)) await (await caches.open(STORE)).delete(request, { ignoreSearch: true })
    return answer
  } catch (error) {
    const kept = (await caches.match(request, { ignoreSearch: true })) ?? (await caches.match(offlineAddress(pathname)))
    if (kept === undefined) throw error
    return kept
  }
}

async function keepReport(request: Request, answer: Response): Promise<void> {
  const store = await caches.open(STORE)
  await keepShared(store, await answer.clone().text())
  await store.put(request, answer)
  const reports = (await store.keys()).filter(({ url }) => OWN_REPORT.test(new URL(url).pathname))
  for (const old of reports.slice(0, -MOST_REPORTS)) await store.delete(old)
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

/** The page in the language of the address that was asked for; elsewhere in that in which it was asked to be kept. */
function offlineAddress(pathname: string): string {
  const asked = LANGUAGES.find((language) => pathname === `/${language}` || pathname.startsWith(`/${language}/`))
  return `/${asked ?? new URL(scope.location.href).searchParams.get('language') ?? 'nl'}/offline`
}
