/**
 * Keeps what a person has last seen of their applications, so that it can be read without a network.
 *
 * - What is personal lies in a cache named after the person whom the server says the answer is for. It goes when somebody signs in or out,
 *   when a page says that the session ended, and when the server answers as for somebody else, or for nobody.
 * - Files under /assets never change and belong to nobody.
 * - Other pages are kept by nobody; without a network they say so and lead to what can be read.
 * - Everything else is none of its business and goes past it.
 */
const ASSETS = 'assets'
const OF_PERSON = 'person '
const PERSON_HEADER = 'x-person'
const KEPT_AT_HEADER = 'x-kept-at'
const TRACKED = /^\/(?:applications(?:\/app_[a-z0-9]+)?|today)(?:\.data)?$/
const WAYS_IN_AND_OUT = /^\/(?:sign-(?:in|out|up)|demo|reset-password|auth|v1\/auth|operator\/enter)(?:[./]|$)/
const ASSET_PATH = /\/assets\/[\w.-]+/g
const PAGES_MAX = 120
const ASSETS_MAX = 400
/** A network that is there but does not answer is as good as none, when there is something to show. */
const PATIENCE_MS = 6_000

/** Grows when everything personal is forgotten: an answer that was asked for before is then kept by nobody. */
let generation = 0
let isReached = true

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (WAYS_IN_AND_OUT.test(url.pathname)) {
    // Looking at the page to sign in changes nothing; coming back from a provider does.
    if (request.method !== 'GET' || /^\/(?:auth|operator)\//.test(url.pathname)) event.waitUntil(forget())
    return
  }
  if (request.method !== 'GET') return
  const afterwards = (work) => event.waitUntil(work)
  if (url.pathname.startsWith('/assets/')) event.respondWith(answerAsset(request))
  else if (url.pathname === '/__manifest') event.respondWith(answerManifest(request, url))
  else if (TRACKED.test(url.pathname) && (request.mode === 'navigate' || url.pathname.endsWith('.data')))
    event.respondWith(answerTracked(request, url, afterwards))
  else if (request.mode === 'navigate') event.respondWith(answerOther(request, afterwards))
})

self.addEventListener('message', (event) => {
  const { data, source } = event
  if (data?.type === 'forget') event.waitUntil(forget())
  if (data?.type === 'only') event.waitUntil(forgetOthers(data.personId))
  if (data?.type === 'ask') source?.postMessage({ type: 'reached', isReached })
  if (data?.type === 'keep') event.waitUntil(keep(data.pages, data.assets))
})

/** From the network, and kept; without one, what was kept. */
async function answerTracked(request, url, afterwards) {
  const kept = findKept(url)
  try {
    const answer = await Promise.race([fetchAndKeep(request, url, afterwards), impatient(kept)])
    say(true)
    return answer
  } catch (error) {
    // The page wants it no more, which says nothing of the network.
    if (request.signal.aborted) throw error
    say(false)
    return (await kept) ?? (request.mode === 'navigate' ? offlinePage() : Response.error())
  }
}

/** Any other page: kept by nobody, but who it is for says whose pages may stay. */
async function answerOther(request, afterwards) {
  try {
    const answer = await fetch(request)
    say(true)
    const isPage = answer.type !== 'opaqueredirect' && answer.headers.get('content-type')?.startsWith('text/html')
    if (isPage && tellsWho(answer)) {
      const person = answer.headers.get(PERSON_HEADER)
      afterwards(person ? forgetOthers(person) : forget())
    }
    return answer
  } catch (error) {
    if (request.signal.aborted) throw error
    say(false)
    return offlinePage()
  }
}

async function fetchAndKeep(request, url, afterwards) {
  const begun = generation
  const answer = await fetch(request)
  const work = settle(url, answer.clone(), begun)
  if (afterwards) afterwards(work)
  else await work
  return answer
}

/** A server in trouble may not have known who asks. */
const tellsWho = ({ status }) => status !== 429 && status < 500

/** Who the answer is for decides what may stay. */
async function settle(url, answer, begun) {
  const person = answer.headers.get(PERSON_HEADER)
  if (!tellsWho(answer) || begun !== generation) return
  // Nobody's: also a redirect, which leads to where one signs in.
  if (!person) return forget()
  const mark = await forgetOthers(person)
  if (url.searchParams.has('_routes')) return
  const cache = await caches.open(OF_PERSON + person)
  if (!answer.ok) return void (await cache.delete(keyOf(url)))
  const headers = new Headers(answer.headers)
  headers.set(KEPT_AT_HEADER, new Date().toISOString())
  const body = await answer.blob()
  // Forgotten meanwhile: opening may have made the cache anew.
  if (mark !== generation) return void (await caches.delete(OF_PERSON + person))
  await cache.delete(keyOf(url))
  await cache.put(keyOf(url), new Response(body, { status: answer.status, headers }))
  await trim(cache, PAGES_MAX)
  if (headers.get('content-type')?.startsWith('text/html')) await keepAssets((await body.text()).match(ASSET_PATH) ?? [])
}

/** Forgets everything personal. */
async function forget() {
  generation += 1
  await drop(await namesOfOthers(null))
}

/** Forgets what belongs to others than one person. Returns the generation in which what is this person's may be kept. */
async function forgetOthers(person) {
  const before = generation
  const names = await namesOfOthers(person)
  if (before !== generation) return null
  if (names.length > 0) generation += 1
  const mark = generation
  await drop(names)
  return mark
}

const namesOfOthers = async (person) => (await caches.keys()).filter((name) => name.startsWith(OF_PERSON) && name !== OF_PERSON + person)
const drop = (names) => Promise.all(names.map((name) => caches.delete(name)))

async function findKept(url) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(OF_PERSON)) continue
    const found = await (await caches.open(name)).match(keyOf(url))
    if (found) return found
  }
}

/** Which parts of a page's data are asked for says nothing about the whole, which has all of them. */
function keyOf(url) {
  const key = new URL(url)
  key.searchParams.delete('_routes')
  return `${key.pathname}${key.search}`
}

function impatient(kept) {
  return new Promise((_, reject) => {
    setTimeout(async () => (await kept) && reject(new Error('The network does not answer.')), PATIENCE_MS)
  })
}

async function answerAsset(request) {
  const cache = await caches.open(ASSETS)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    await cache.put(request.url, answer.clone())
    await trim(cache, ASSETS_MAX)
  }
  return answer
}

/** Which files a route needs: the same for everybody. Without a network it is all that was ever told by this build. */
async function answerManifest(request, url) {
  const cache = await caches.open(ASSETS)
  try {
    const answer = await fetch(request)
    if (answer.status === 200) await cache.put(request.url, answer.clone())
    return answer
  } catch {
    const version = url.searchParams.get('version')
    const routes = {}
    for (const { url: told } of await cache.keys()) {
      const { pathname, searchParams } = new URL(told)
      if (pathname === '/__manifest' && searchParams.get('version') === version) Object.assign(routes, await (await cache.match(told)).json())
    }
    return Response.json(routes)
  }
}

/**
 * A page tells what it consists of, since on the first visit it was loaded before there was anybody here to keep it, and which pages will be
 * wanted next. What was kept at `since` or later is new enough.
 */
async function keep(pages, assets) {
  await keepAssets(assets)
  for (const { path, since } of pages) {
    const url = new URL(path, self.location.origin)
    if (url.origin !== self.location.origin || !TRACKED.test(url.pathname)) continue
    const kept = await findKept(url)
    if (kept && kept.headers.get(KEPT_AT_HEADER) >= since) continue
    const accept = url.pathname.endsWith('.data') ? '*/*' : 'text/html'
    const request = new Request(url, { headers: { accept }, credentials: 'same-origin', redirect: 'error' })
    const answer = await fetchAndKeep(request, url).catch(() => null)
    // Whatever keeps this one from being read will keep the next.
    if (!answer?.headers.has(PERSON_HEADER)) return
  }
}

async function keepAssets(paths) {
  const cache = await caches.open(ASSETS)
  for (const path of paths) {
    const { origin, pathname, href } = new URL(path, self.location.origin)
    if (origin !== self.location.origin || !pathname.startsWith('/assets/') || (await cache.match(href))) continue
    const answer = await fetch(href).catch(() => null)
    if (answer?.ok) await cache.put(href, answer)
  }
}

async function trim(cache, max) {
  const keys = await cache.keys()
  for (const key of keys.slice(0, Math.max(0, keys.length - max))) await cache.delete(key)
}

/** Open pages are told when the server can be reached again, or no more. */
async function say(now) {
  if (now === isReached) return
  isReached = now
  for (const client of await self.clients.matchAll()) client.postMessage({ type: 'reached', isReached })
}

/** For a page that is not here: what can be read instead. */
async function offlinePage() {
  const assets = await (await caches.open(ASSETS)).keys()
  const stylesheet = assets.map(({ url }) => new URL(url).pathname).findLast((path) => /\/(?:root|tailwind)-[^/]*\.css$/.test(path))
  const personal = (await caches.keys()).filter((name) => name.startsWith(OF_PERSON))
  const lists = await Promise.all(personal.map(async (name) => (await caches.open(name)).keys()))
  const paths = lists.flat().map(({ url }) => new URL(url))
  const links = ['/applications', '/today'].filter((path) => paths.some(({ pathname }) => pathname === path))
  const words = { '/applications': 'Applications', '/today': 'Today' }
  return new Response(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Offline · Numerojobs</title>${stylesheet ? `<link rel="stylesheet" href="${stylesheet}">` : ''}</head>
<body class="font-sans"><main class="mx-auto max-w-md px-4 py-14 text-center"><h1 class="text-xl font-semibold">You are offline</h1>
<p class="mt-2 text-ink-2">This page is not kept on this device.${links.length > 0 ? ' These can be read:' : ' It opens when you are back online.'}</p>
<ul class="mt-6 space-y-2">${links.map((path) => `<li><a class="text-accent underline" href="${path}">${words[path]}</a></li>`).join('')}</ul></main></body></html>`,
    {
      status: 503,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'",
      },
    },
  )
}
