import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { ComponentProps } from 'react'

const LOOK = 'text-accent underline decoration-1 underline-offset-3 decoration-current/40 hover:decoration-current hover:text-accent-strong'

/** A link within text. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={clsx(LOOK, className)} />
}

/** A link to somebody else's site: tells it nothing about us and lends it no rank. */
export function OutLink({ className, children, ...rest }: ComponentProps<'a'>) {
  return (
    <a rel="nofollow noopener noreferrer" target="_blank" {...rest} className={clsx(LOOK, className)}>
      {children}
    </a>
  )
}
