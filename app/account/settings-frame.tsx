import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { Tabs } from '../ui/tabs'

const TABS = [
  { to: '/settings', label: 'Profile' },
  { to: '/settings/security', label: 'Security' },
  { to: '/settings/notifications', label: 'Notifications' },
  { to: '/settings/availability', label: 'Availability' },
  { to: '/settings/privacy', label: 'Privacy' },
  { to: '/settings/numerology', label: 'Numerology' },
  { to: '/settings/keys', label: 'API keys' },
  { to: '/settings/organisations', label: 'Organisations' },
]

/** Everything that a person sets for themselves, under one heading. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  return (
    <Page className="pt-6 sm:pt-8">
      <div className="mb-1 flex items-center justify-between gap-4">
        <p className="text-sm font-medium text-ink-3">Settings</p>
        <form method="post" action="/sign-out">
          <Button type="submit" size="sm" tone="quiet">
            Sign out
          </Button>
        </form>
      </div>
      <Tabs label="Settings" tabs={TABS} />
      <div className="pt-6">{children}</div>
    </Page>
  )
}

/** The heading of one of the pages. */
export function SettingsHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-6 max-w-[44rem]">
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">{title}</h1>
      {children ? <p className="mt-1.5 text-ink-2">{children}</p> : null}
    </div>
  )
}

/** One thing that can be set: what it is on the left, its controls on the right. */
export function SettingsSection({ id, title, lead, children }: { id: string; title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-labelledby={`${id}-title`}
      className="grid gap-x-10 gap-y-4 border-t border-line py-7 first-of-type:border-t-0 first-of-type:pt-0 lg:grid-cols-[18rem_minmax(0,40rem)]"
    >
      <div>
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {title}
        </h2>
        {lead ? <p className="mt-1 text-sm text-ink-2">{lead}</p> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
