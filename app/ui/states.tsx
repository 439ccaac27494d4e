import type { ReactNode } from 'react'
import { EmptyIcon, type Icon, KeyIcon, WarningIcon } from './icons'

type StateProps = { title: string; children?: ReactNode; actions?: ReactNode; icon?: Icon; headingLevel?: 'h1' | 'h2' | 'h3' }

/** Nothing to show, and what to do about it. */
export function EmptyState({ icon = EmptyIcon, ...rest }: StateProps) {
  return <State icon={icon} tone="bg-surface-2 text-ink-2" {...rest} />
}

/** It did not work, and what to do about it. */
export function ErrorState({ icon = WarningIcon, ...rest }: StateProps) {
  return <State icon={icon} tone="bg-bad-soft text-bad" {...rest} />
}

/** The right to see this is missing, and who can give it. */
export function NoPermissionState({ icon = KeyIcon, ...rest }: StateProps) {
  return <State icon={icon} tone="bg-warn-soft text-warn" {...rest} />
}

function State({ icon: Drawing, tone, title, children, actions, headingLevel: Heading = 'h2' }: StateProps & { icon: Icon; tone: string }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-14 text-center">
      <span className={`mb-4 inline-flex size-12 items-center justify-center rounded-xl ${tone}`}>
        <Drawing className="size-6" strokeWidth={1.75} />
      </span>
      <Heading className="text-xl font-semibold">{title}</Heading>
      {children ? <div className="mt-2 text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-6 flex flex-wrap justify-center gap-3">{actions}</div> : null}
    </div>
  )
}
