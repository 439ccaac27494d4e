import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { SaveJobForm } from '../jobs/save-job'
import { type NavItem, PageShell } from '../ui/page-shell'
import { PersonSlot } from './person-slot'
import { SearchSlot } from './search-slot'
import type { ShownPerson } from './shown-person'
import { SignInLink } from './sign-in-link'

const NAV: NavItem[] = [
  { to: '/jobs', label: 'Jobs' },
  { to: '/paste', label: 'Paste a post' },
  { to: '/developers', label: 'Developers', isForWide: true },
]

const OPERATOR_NAV: NavItem[] = [
  { to: '/jobs', label: 'Jobs' },
  { to: '/paste', label: 'Paste a post', isForWide: true },
  { to: '/operator', label: 'Operators' },
]

/** Header and footer of every page. */
export function SiteShell({
  isOperator,
  person,
  lookingAs,
  children,
}: {
  isOperator: boolean
  person: ShownPerson | null
  /** As whom support looks: nobody is signed in on this page, and nobody is asked to. */
  lookingAs: string | null
  children: ReactNode
}) {
  return (
    <PageShell
      nav={isOperator ? OPERATOR_NAV : NAV}
      aside={
        <>
          <SearchSlot />
          {person ? (
            <PersonSlot person={person} isOperator={isOperator} />
          ) : lookingAs ? (
            <span className="max-w-40 truncate text-sm text-ink-2">Looking as {lookingAs}</span>
          ) : (
            <SignInLink />
          )}
        </>
      }
      footer={<SiteFooter />}
    >
      {children}
      <SaveJobForm />
    </PageShell>
  )
}

function SiteFooter() {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
      <p>Jobs, found where people really post them.</p>
      <ul className="-mx-2 flex flex-wrap">
        <FooterLink to="/search">Search</FooterLink>
        <FooterLink to="/market">Market</FooterLink>
        <FooterLink to="/employers">For employers</FooterLink>
        <FooterLink to="/about">About</FooterLink>
        <FooterLink to="/privacy">Privacy</FooterLink>
        <FooterLink to="/paste">Paste a post</FooterLink>
        <FooterLink to="/numerology">Numerology</FooterLink>
        <FooterLink to="/developers">Developers</FooterLink>
        <li>
          <a className={FOOTER_LINK} href="/jobs.atom">
            Feed
          </a>
        </li>
      </ul>
    </div>
  )
}

const FOOTER_LINK = 'inline-flex min-h-8 items-center px-2 text-ink-2 no-underline hover:text-ink hover:underline'

function FooterLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <li>
      <Link to={to} className={FOOTER_LINK}>
        {children}
      </Link>
    </li>
  )
}
