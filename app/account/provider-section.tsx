import { Form } from '@remix-run/react'
import type { WaysIn } from '../../contract/identity'
import { Button, buttonClass } from '../ui/button'
import { TimeAgo } from '../ui/time-ago'
import { FormNotice } from './form-notice'
import { type ProviderName, providerName, providerStart } from './provider-links'
import type { SecurityAnswer } from './security-answer'
import { SettingsSection } from './settings-frame'

type ProviderSectionProps = {
  linked: WaysIn['providers']
  offered: ProviderName[]
  /** What went wrong on the way to a provider and back. */
  problem: string | null
  answer: SecurityAnswer | undefined
}

/** Accounts of other sites that open this one. */
export function ProviderSection({ linked, offered, problem, answer }: ProviderSectionProps) {
  const missing = offered.filter((id) => !linked.some(({ providerId }) => providerId === id))
  if (linked.length === 0 && missing.length === 0) return null
  return (
    <SettingsSection id="providers" title="Linked accounts" lead="They tell us who you are, and nothing more: we keep none of their keys.">
      <FormNotice answer={answer ?? { error: problem, done: null }} />
      <ul className="divide-y divide-line rounded-lg border border-line">
        {linked.map(({ id, providerId, linkedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-3 px-3 py-2.5 text-sm">
            <span className="mr-auto">
              <span className="block font-medium">{providerName(providerId)}</span>
              <span className="block text-xs text-ink-3">
                Linked <TimeAgo at={linkedAt} />
              </span>
            </span>
            <Form method="post">
              <input type="hidden" name="accountId" value={id} />
              <Button type="submit" name="intent" value="unlink" size="sm" aria-label={`Unlink ${providerName(providerId)}`}>
                Unlink
              </Button>
            </Form>
          </li>
        ))}
        {missing.map((id) => (
          <li key={id} className="flex flex-wrap items-center gap-3 px-3 py-2.5 text-sm">
            <span className="mr-auto font-medium">{providerName(id)}</span>
            <a href={providerStart(id, '/settings/security')} className={buttonClass({ size: 'sm' })}>
              {`Link ${providerName(id)}`}
            </a>
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}
