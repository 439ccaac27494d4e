import { z } from 'zod'
import { signIn } from '../../sign-in'

/** Somebody signed in on a running system, by HTTP as a page does it. */
export interface Desk {
  personId: string
  cookie(): string
  ask(procedure: string, input: unknown): Promise<unknown>
  /** @returns what the server answered; `fetch` failing is thrown */
  tell(procedure: string, input: unknown): Promise<{ status: number; data: unknown; reason: string }>
}

/** So long a limit may last. */
const LIMIT_MS = 70_000
const AGAIN_MS = 2_000

export async function openDesk(system: { origin: string; dataDir: string }, name: string): Promise<Desk> {
  const { personId, cookies } = await signIn(system, name)
  const jar = new Map(cookies.map((cookie) => [cookie.name, cookie.value]))
  const cookie = () => [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
  const Failed = z.object({ error: z.object({ message: z.string(), data: z.object({ reason: z.string().optional() }).optional() }) })
  const Succeeded = z.object({ result: z.object({ data: z.unknown() }) })
  async function call(address: string, init: RequestInit) {
    const response = await fetch(address, { ...init, headers: { ...init.headers, cookie: cookie() }, signal: AbortSignal.timeout(30_000) })
    keep(response)
    const body: unknown = await response.json()
    if (response.ok) return { status: 200, data: Succeeded.parse(body).result.data, reason: '' }
    const failed = Failed.safeParse(body)
    const reason = failed.success ? (failed.data.error.data?.reason ?? failed.data.error.message) : JSON.stringify(body).slice(0, 200)
    return { status: response.status, data: null, reason }
  }
  return {
    personId,
    cookie,
    async ask(procedure, input) {
      const address = `${system.origin}/trpc/${procedure}?${new URLSearchParams({ input: JSON.stringify(input) })}`
      let answer = await call(address, {})
      // Five people who work without a pause reach the limit of a minute now and then; whoever opens a page waits.
      for (const until = Date.now() + LIMIT_MS; answer.status === 429 && Date.now() < until; answer = await call(address, {}))
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      if (answer.status !== 200) throw new Error(`${procedure} was answered with ${answer.status}: ${answer.reason}`)
      return answer.data
    },
    tell: (procedure, input) =>
      call(`${system.origin}/trpc/${procedure}`, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json' },
      }),
  }
}
