import { useEffect, useState } from 'react'

const EVERY_MS = 15_000
const TIMEOUT_MS = 8_000

export type HealthPart = { name: string; ok: boolean; ms: number; detail: string }
/** `asking` until the first answer; `unreachable` when there is none. */
export type HealthShown = { state: 'asking' | 'unreachable'; parts: HealthPart[] } | { state: 'known'; parts: HealthPart[] }

/** What the product stands on, asked again every fifteen seconds while somebody looks. */
export function useHealth(): HealthShown {
  const [shown, setShown] = useState<HealthShown>({ state: 'asking', parts: [] })
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState === 'hidden') return
      try {
        const answer = await fetch('/health', { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) })
        setShown({ state: 'known', parts: readParts(await answer.json()) })
      } catch {
        // Shown as such: what was known before may be wrong by now.
        setShown({ state: 'unreachable', parts: [] })
      }
    }
    void ask()
    const timer = setInterval(ask, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return shown
}

function readParts(body: unknown): HealthPart[] {
  if (typeof body !== 'object' || body === null || !('parts' in body) || !Array.isArray(body.parts)) return []
  return body.parts.filter(isPart)
}

function isPart(part: unknown): part is HealthPart {
  return typeof part === 'object' && part !== null && 'name' in part && 'ok' in part && 'ms' in part && 'detail' in part
}
