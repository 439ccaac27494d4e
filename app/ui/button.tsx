import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { type ComponentProps, forwardRef } from 'react'

type Look = { tone?: 'primary' | 'plain' | 'quiet' | 'danger'; size?: 'sm' | 'md' | 'lg' }

const TONES = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  plain: 'bg-surface text-ink border-line hover:bg-surface-2 hover:border-line-strong shadow-low',
  quiet: 'bg-transparent text-ink-2 border-transparent hover:bg-surface-2 hover:text-ink',
  danger: 'bg-bad-solid text-on-bad-solid border-transparent hover:opacity-90',
}
const SIZES = { sm: 'min-h-8 px-3 text-sm rounded-md', md: 'min-h-10 px-4 text-base rounded-md', lg: 'min-h-12 px-5 text-base rounded-lg' }

/** The look of a button, for what has to be another element: a label, a plain anchor. */
export function buttonClass({ tone = 'plain', size = 'md' }: Look, className?: string) {
  return clsx(
    'inline-flex items-center justify-center gap-2 border font-medium whitespace-nowrap no-underline transition-colors duration-150 select-none',
    'disabled:opacity-55 aria-disabled:opacity-55',
    TONES[tone],
    SIZES[size],
    className,
  )
}

type ButtonProps = ComponentProps<'button'> & Look & { isBusy?: boolean }

/** A button. `isBusy` keeps its width and its place in the tab order, and says so to a screen reader. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { tone, size, isBusy, className, children, ...rest },
  ref,
) {
  return (
    <button ref={ref} type="button" {...rest} aria-busy={isBusy || undefined} className={buttonClass({ tone, size }, className)}>
      {isBusy ? <span aria-hidden className="size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent" /> : null}
      {children}
    </button>
  )
})

/** A link that looks like a button. */
export function ButtonLink({ tone, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={buttonClass({ tone, size }, className)} />
}
