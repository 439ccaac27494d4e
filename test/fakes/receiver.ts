import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as an endpoint of the world gets it. */
export interface ReceivedHook {
  path: string
  headers: Record<string, string>
  body: string
}

/** Somebody's endpoint, on loopback. It answers 200 until a test says otherwise. */
export async function startReceiver() {
  const got: ReceivedHook[] = []
  const state = { status: 200, body: 'thank you', headers: {} as Record<string, string>, hangs: false }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      got.push({ path: request.url ?? '', headers, body: Buffer.concat(chunks).toString('utf8') })
      if (state.hangs) return
      response.writeHead(state.status, { 'content-type': 'text/plain', ...state.headers })
      response.end(state.body)
    })
  })
  // Longer than any client keeps an idle connection: none sends into one that is being closed here.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on an address and a port has both.
  const { port } = server.address() as AddressInfo
  return {
    got,
    state,
    url: `http://127.0.0.1:${port}/hooks`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
