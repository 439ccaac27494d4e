import { createContext, useContext, useEffect, useState } from 'react'

/** When the server wrote the page. The first drawing in the browser uses it too, so that both agree. */
const NowContext = createContext<string | undefined>(undefined)
export const NowProvider = NowContext.Provider
const REFRESH_MS = 30_000

/** An instant as people say it, `2 h ago`; the exact time in the reader's own zone is its title. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const pageNow = useContext(NowContext)
  const [now, setNow] = useState(pageNow ? Date.parse(pageNow) : undefined)
  const [exact, setExact] = useState<string>()
  useEffect(() => {
    setNow(Date.now())
    setExact(new Date(at).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'short' }))
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS)
    return () => clearInterval(timer)
  }, [at])
  return (
    <time dateTime={at} title={exact} className={className}>
      {now === undefined ? formatDay(at) : timeAgo(Date.parse(at), now)}
    </time>
  )
}

/** A calendar day, the same on server and in browser. */
export function formatDay(at: string) {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** `just now`, `4 min ago`, `2 h ago`, `5 d ago`, and from four weeks on the day itself. A clock that is behind gives `just now`. */
export function timeAgo(atMs: number, nowMs: number) {
  const minutes = Math.floor((nowMs - atMs) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  if (minutes < 28 * 24 * 60) return `${Math.floor(minutes / (24 * 60))} d ago`
  return new Date(atMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
}
