import { NavLink } from '@remix-run/react'
import clsx from 'clsx'

export type Tab = { to: string; label: string; count?: number }

/** Pages that stand beside each other. Each tab is a link, so the one shown is in the URL. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="no-print -mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end
              className={({ isActive }) =>
                clsx(
                  '-mb-px flex min-h-10 items-center gap-2 border-b-2 px-3 text-sm font-medium whitespace-nowrap no-underline',
                  isActive ? 'border-accent text-ink' : 'border-transparent text-ink-2 hover:border-line-strong hover:text-ink',
                )
              }
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="rounded-full bg-surface-2 px-1.5 text-xs text-ink-2 tabular-nums">{tab.count.toLocaleString('en')}</span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
