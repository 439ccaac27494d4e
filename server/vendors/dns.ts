import { z } from 'zod'
import { upstreamFailed } from '../core/errors'

const TIMEOUT_MS = 5_000
const RESOLVER = 'https://cloudflare-dns.com/dns-query'
const [CNAME, TXT] = [5, 16]
/** RFC 8484's JSON sibling, as Cloudflare and Google answer it. `Status` 3: there is no such name. */
const Answer = z.object({ Status: z.int(), Answer: z.array(z.object({ type: z.int(), data: z.string() })).default([]) })
const [NO_ERROR, NO_SUCH_NAME] = [0, 3]

/**
 * The TXT records of a name, asked over HTTPS since a Worker has no resolver of its own. None is an empty list.
 * @throws upstream_failed  retryable: nobody answered, or the name's own servers are broken
 */
export async function findTxtRecords(name: string): Promise<string[]> {
  return ask(name, 'TXT', recordsOf)
}

/**
 * What a name is an alias of, all along the chain, without the dot at the end. None is an empty list.
 * @throws upstream_failed  as `findTxtRecords`
 */
export async function findAliases(name: string): Promise<string[]> {
  return ask(name, 'CNAME', aliasesOf)
}

async function ask(name: string, type: string, read: (body: unknown) => string[]): Promise<string[]> {
  try {
    const response = await fetch(`${RESOLVER}?${new URLSearchParams({ name, type })}`, {
      headers: { accept: 'application/dns-json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new Error(`The resolver answered ${response.status}.`)
    return read(await response.json())
  } catch (cause) {
    throw upstreamFailed('dns', { cause, retryable: true })
  }
}

function aliasesOf(body: unknown): string[] {
  return answersOf(body, CNAME).map((data) => data.toLowerCase().replace(/\.$/, ''))
}

/** A long record comes as several strings in quotes, which are one text. */
export function recordsOf(body: unknown): string[] {
  return answersOf(body, TXT).map(
    (data) => [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part = '']) => part.replaceAll(/\\(.)/g, '$1')).join('') || data,
  )
}

function answersOf(body: unknown, type: number): string[] {
  const answer = Answer.parse(body)
  if (answer.Status === NO_SUCH_NAME) return []
  if (answer.Status !== NO_ERROR) throw new Error(`The resolver answered with status ${answer.Status}.`)
  return answer.Answer.flatMap((each) => (each.type === type ? [each.data] : []))
}
