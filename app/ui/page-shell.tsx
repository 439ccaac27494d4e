import { Link, NavLink, useNavigation } from '@remix-run/react'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { ProgressBar } from './progress-bar'
import { ThemeToggle } from './theme'
import { ToastRegion } from './toast'
import { Wordmark } from './wordmark'

export type NavItem = {
  to: string
  label: string
  /** A narrow screen has no room for it; the footer leads there as well. */
  isForWide?: boolean
}
type PageShellProps = {
  nav: NavItem[]
  /** Stands at the end of the header: who is signed in. */
  aside: ReactNode
  footer: ReactNode
  children: ReactNode
}

/** What stands around every page: skip link, header, main, footer, progress line and toasts. */
export function PageShell({ nav, aside, footer, children }: PageShellProps) {
  const isBusy = useNavigation().state !== 'idle'
  return (
    <div id="top" className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="no-print absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <ProgressBar isBusy={isBusy} />
      <header className="no-print sticky top-0 z-30 border-b border-line bg-bg/85 backdrop-blur-md">
        <div className="mx-auto flex h-14 max-w-[80rem] items-center gap-2 px-4 sm:px-6">
          <Link to="/" aria-label="Numerojobs, home" className="mr-auto inline-flex items-center rounded-md no-underline sm:mr-6">
            <span className="flex max-[27rem]:hidden">
              <Wordmark />
            </span>
            <span className="flex min-[27rem]:hidden">
              <Wordmark isShort />
            </span>
          </Link>
          <nav aria-label="Main" className="sm:mr-auto">
            <ul className="flex items-center sm:gap-1">
              {nav.map((item) => (
                <li key={item.to} className={item.isForWide ? 'max-[27rem]:hidden' : undefined}>
                  <NavLink
                    to={item.to}
                    prefetch="intent"
                    className={({ isActive }) =>
                      clsx(
                        'inline-flex min-h-9 items-center rounded-md px-2 text-sm font-medium whitespace-nowrap no-underline sm:px-3',
                        isActive ? 'bg-surface-2 text-ink' : 'text-ink-2 hover:bg-surface-2 hover:text-ink',
                      )
                    }
                  >
                    {item.label}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <ThemeToggle />
          {aside}
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <footer className="no-print mt-16 border-t border-line">
        <div className="mx-auto max-w-[80rem] px-4 py-8 text-sm text-ink-3 sm:px-6">{footer}</div>
      </footer>
      <ToastRegion />
    </div>
  )
}

/** The width that pages share. */
export function Page({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={clsx('mx-auto w-full max-w-[80rem] px-4 sm:px-6', className)}>{children}</div>
}
