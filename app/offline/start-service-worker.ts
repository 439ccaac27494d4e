/** A page to be kept for reading without a network, unless what is kept of it is from `since` or later. */
export type PageToKeep = { path: string; since: string }

/**
 * Lets pages be read without a network. Calls with whether the server can be reached when that is known: a network that is back may still
 * not lead to it. Returns how to stop.
 */
export function startServiceWorker(onReached: (isReached: boolean) => void): () => void {
  const onOffline = () => onReached(false)
  const onMessage = ({ data }: MessageEvent) => {
    if (data?.type === 'reached') onReached(data.isReached && navigator.onLine)
  }
  window.addEventListener('offline', onOffline)
  if (!navigator.onLine) onOffline()
  const workers = navigator.serviceWorker
  workers?.addEventListener('message', onMessage)
  // A browser that allows none has the page alone, as before.
  workers?.register('/sw.js').catch(() => {})
  workers?.ready.then(({ active }) => active?.postMessage({ type: 'ask' }))
  return () => {
    window.removeEventListener('offline', onOffline)
    workers?.removeEventListener('message', onMessage)
  }
}

/** Tells what this page consists of and which pages will be wanted next, so that they are there without a network. */
export async function keepPages(pages: PageToKeep[]): Promise<void> {
  const worker = navigator.onLine ? (await navigator.serviceWorker?.ready)?.active : null
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const linked = [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload], link[rel=stylesheet]')].map(({ href }) => href)
  const assets = [...new Set([...loaded, ...linked])].filter((url) => url.startsWith(`${location.origin}/assets/`))
  worker?.postMessage({ type: 'keep', pages: pages.flatMap(withData), assets })
}

/** A page is loaded as a document, or by its data from another page. */
function withData({ path, since }: PageToKeep): PageToKeep[] {
  const [pathname, search] = path.split('?')
  return [
    { path, since },
    { path: `${pathname}.data${search ? `?${search}` : ''}`, since },
  ]
}
