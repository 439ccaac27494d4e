import { type Env, settingsOf } from './env'

const hostsOf = new WeakMap<Env, Set<string>>()

/**
 * Whether a request asks for the product itself. Any other name may be the host of an employer's own, and shows their career page or nothing.
 * Addresses without a name, and names without a dot, can belong to no employer.
 */
export function isOurHost(url: string, env: Env): boolean {
  const from = url.indexOf('//') + 2
  const host = url.slice(from, url.indexOf('/', from))
  if (ours(env).has(host)) return true
  const { hostname } = new URL(url)
  return !hostname.includes('.') || /^[0-9.]+$/.test(hostname) || hostname.startsWith('[') || hostname.endsWith('.workers.dev')
}

function ours(env: Env): Set<string> {
  const known = hostsOf.get(env)
  if (known) return known
  const { APP_ORIGIN, APP_ORIGINS = '' } = settingsOf(env)
  const hosts = new Set([APP_ORIGIN, ...APP_ORIGINS.split(',')].flatMap((origin) => (URL.canParse(origin) ? new URL(origin).host : [])))
  hostsOf.set(env, hosts)
  return hosts
}
