import { z } from 'zod'
import { isAddress, isPublicAddress } from './public-address'

/** Why an address that a person gave is not asked. */
export type AddressFault = 'not-https' | 'not-public' | 'unknown-name' | 'no-name-service'

/** Every address that a name stands for, IPv4 and IPv6; empty when there is none. */
export type ResolveName = (host: string, signal: AbortSignal) => Promise<string[]>

/** Only https on its usual port and without a password: what a person may name. */
export function isPlainHttps(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
}

/**
 * What keeps us from asking an address that a person gave, looked up anew each time; `null` when nothing does. A literal address, a name of an
 * inner network, and a name that stands for anything but public addresses are never asked.
 * The name is looked up apart from the connection, which workerd makes by itself: a name that changes its address in between would pass,
 * so this check stands beside, and not in place of, a network that reaches no private address.
 *
 * @throws the signal's reason when it ends the look-up
 */
export async function findAddressFault(resolve: ResolveName, url: URL, signal: AbortSignal): Promise<AddressFault | null> {
  if (!isPlainHttps(url)) return 'not-https'
  const host = hostOf(url)
  if (isAddress(url.hostname) || !host.includes('.') || INNER_NAMES.test(host)) return 'not-public'
  let addresses: string[]
  try {
    addresses = await resolve(host, signal)
  } catch (error) {
    if (signal.aborted) throw error
    return 'no-name-service'
  }
  if (addresses.length === 0) return 'unknown-name'
  return addresses.every(isPublicAddress) ? null : 'not-public'
}

/** The name of the host, as names are compared. */
export const hostOf = (url: URL) => url.hostname.replace(/\.$/, '').toLowerCase()

const INNER_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|arpa|onion|test|invalid)$/

/** Looks names up by DNS over HTTPS, in the JSON form that Cloudflare and Google speak. */
export function resolveOverHttps(fetchJson: typeof fetch, dnsUrl: string): ResolveName {
  return async (host, signal) => {
    const answers = await Promise.all(
      ['A', 'AAAA'].map(async (type) => {
        const response = await fetchJson(`${dnsUrl}?name=${encodeURIComponent(host)}&type=${type}`, {
          headers: { accept: 'application/dns-json' },
          signal,
        })
        if (!response.ok) throw new Error(`The name service answered ${response.status}.`)
        return DnsAnswer.parse(await response.json())
      }),
    )
    return answers.flatMap(({ Answer = [] }) => Answer.flatMap(({ type, data }) => (type === A || type === AAAA ? [data] : [])))
  }
}

const [A, AAAA] = [1, 28]
const DnsAnswer = z.object({ Answer: z.array(z.object({ type: z.int(), data: z.string() })).optional() })
