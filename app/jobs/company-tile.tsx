import clsx from 'clsx'

const HUES = [
  'bg-mark text-mark-text',
  'bg-mark-2 text-mark-2-text',
  'bg-mark-3 text-mark-3-text',
  'bg-mark-4 text-mark-4-text',
  'bg-accent-soft text-on-accent-soft',
]

/** The first letter of a company in a colour of its own: something for the eye to hold on to, asked of nobody's server. */
export function CompanyTile({ name, className }: { name: string | null; className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'flex shrink-0 items-center justify-center font-semibold select-none',
        className ?? 'size-9 rounded-md text-base',
        name ? HUES[hash(name) % HUES.length] : 'border border-dashed border-line-strong text-ink-3',
      )}
    >
      {name ? (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '·').toUpperCase() : '?'}
    </span>
  )
}

function hash(text: string) {
  let sum = 7
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return sum
}
