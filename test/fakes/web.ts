import { fetchCalendar } from '../../server/vendors/fetch-calendar'
import { fetchGivenPage } from '../../server/vendors/fetch-given-page'

/** A world wide web of a few pages. A host without an address of its own stands at a public one. */
export function fakeWeb() {
  const state = {
    pages: new Map<string, (asked: Headers) => Response>(),
    addresses: new Map<string, string[]>(),
    /** What was asked for, in order. */
    asked: [] as string[],
    agents: new Set<string>(),
  }
  const resolve = async (host: string) => state.addresses.get(host) ?? ['93.184.216.34']
  return {
    state,
    fetchCalendar: (url: string, etag: string | null) =>
      fetchCalendar(
        {
          origin: 'https://numerojobs.example',
          allowsLoopback: false,
          resolve,
          async fetch(address, init) {
            state.asked.push(address)
            return state.pages.get(address)?.(new Headers(init.headers)) ?? new Response('nothing here', { status: 404 })
          },
        },
        url,
        etag,
      ),
    /** Puts an HTML page there. */
    page: (url: string, html: string) =>
      state.pages.set(url, () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })),
    redirect: (from: string, to: string) => state.pages.set(from, () => new Response(null, { status: 302, headers: { location: to } })),
    robots: (host: string, rules: string) => state.pages.set(`https://${host}/robots.txt`, () => new Response(rules)),
    fetchPage: (url: string) =>
      fetchGivenPage(
        {
          origin: 'https://numerojobs.example',
          resolve,
          async fetch(address, init) {
            state.asked.push(address)
            state.agents.add(new Headers(init.headers).get('user-agent') ?? '')
            return state.pages.get(address)?.(new Headers(init.headers)) ?? new Response('nothing here', { status: 404 })
          },
        },
        url,
      ),
  }
}
