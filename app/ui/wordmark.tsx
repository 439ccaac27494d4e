/** Our sign: the numero sign №, its underline drawn with the marker pen. */
export function Sign({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0b6650" />
      <path d="M7 23V9.4l8.6 13.2V9" fill="none" stroke="#fff" strokeWidth="2.9" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="22.3" cy="13.2" r="3.2" fill="none" stroke="#fff" strokeWidth="2.7" />
      <path d="M19 22.4h6.6" fill="none" stroke="#e2f56b" strokeWidth="3.1" strokeLinecap="round" />
    </svg>
  )
}

/** The sign and the name; the sign alone where there is no room. */
export function Wordmark({ isShort }: { isShort?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-[-0.025em] text-ink">
      <Sign className="size-7" />
      {isShort ? null : 'numerojobs'}
    </span>
  )
}
