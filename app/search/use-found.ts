import { useEffect, useState } from 'react'
import { type FoundPage, foundPath } from './words'

/** Typing rests this long before it is looked for. */
const REST_MS = 120
const timeoutMs = 10_000

/**
 * What is found for words, as they are typed. `found` is of the words it names, so that it may be older than those asked for. While the
 * server cannot be reached, `isUnreached`; it is asked again when the network is back.
 */
export function useFound(q: string): { found: FoundPage | undefined; isUnreached: boolean } {
  const [found, setFound] = useState<FoundPage>()
  const [isUnreached, setUnreached] = useState(false)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const again = () => setAttempt((before) => before + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: Each attempt asks anew.
  useEffect(() => {
    const stopped = new AbortController()
    const ask = async () => {
      try {
        const answer = await askFor(q, stopped.signal)
        if (stopped.signal.aborted) return
        setFound(answer)
        setUnreached(false)
      } catch {
        if (!stopped.signal.aborted) setUnreached(true)
      }
    }
    const timer = setTimeout(ask, q === '' ? 0 : REST_MS)
    return () => {
      clearTimeout(timer)
      stopped.abort()
    }
  }, [q, attempt])
  return { found, isUnreached }
}

async function askFor(q: string, stopped: AbortSignal): Promise<FoundPage> {
  const response = await fetch(foundPath(q), {
    headers: { accept: 'application/json' },
    signal: AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]),
  })
  if (!response.ok) throw new TypeError('The search gave no answer.')
  // Our own route's answer, which its type binds.
  return (await response.json()) as FoundPage
}
