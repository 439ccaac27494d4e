/** Their terms forbid reading their pages by a program: never fetched, whoever asks (DESIGN §9.7). */
const NEVER_FETCHED: Record<string, string> = {
  'facebook.com': 'Facebook',
  'fb.com': 'Facebook',
  'fb.me': 'Facebook',
  'fb.watch': 'Facebook',
  'messenger.com': 'Facebook',
  'linkedin.com': 'LinkedIn',
  'lnkd.in': 'LinkedIn',
}

/** Whose site a host is of those that no program of ours reads; `null` for all others. */
export function ownerWhoForbids(hostname: string): string | null {
  const host = hostname.replace(/\.$/, '').toLowerCase()
  const site = Object.keys(NEVER_FETCHED).find((name) => host === name || host.endsWith(`.${name}`))
  return site ? (NEVER_FETCHED[site] ?? null) : null
}
