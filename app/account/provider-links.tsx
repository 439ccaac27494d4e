import { buttonClass } from '../ui/button'

export type ProviderName = 'google' | 'linkedin' | 'facebook' | 'dev'

const NAMES: Record<string, string> = { google: 'Google', linkedin: 'LinkedIn', facebook: 'Facebook', dev: 'Local provider' }
export const providerName = (id: string) => NAMES[id] ?? id

/** The way to a provider: a plain link, since it leaves this site. */
export const providerStart = (id: string, to: string | null) => `/auth/start/${id}${to ? `?${new URLSearchParams({ to })}` : ''}`

/** Ways in by another site's account. */
export function ProviderLinks({ providers, to }: { providers: ProviderName[]; to: string | null }) {
  if (providers.length === 0) return null
  return (
    <ul className="space-y-2.5">
      {providers.map((id) => (
        <li key={id}>
          <a href={providerStart(id, to)} className={buttonClass({ size: 'lg' }, 'w-full')}>
            Continue with {providerName(id)}
          </a>
          {id === 'linkedin' ? (
            <p className="mt-1.5 text-xs text-ink-3">
              LinkedIn tells us your name and e-mail address, not your positions: bring those as a résumé.
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
