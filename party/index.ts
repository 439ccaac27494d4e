import type * as Party from 'partykit/server'

/** PartyKit wants a main party. It serves no room: it answers the health check and nothing else. */
export default class Main implements Party.Server {
  static onFetch(request: Party.Request) {
    return new URL(request.url).pathname === '/healthz' ? Response.json({ ok: true }) : notFound()
  }

  static onBeforeConnect() {
    return notFound()
  }

  static onBeforeRequest() {
    return notFound()
  }

  onRequest() {
    return notFound()
  }
}

const notFound = () => new Response('Not found', { status: 404 })
