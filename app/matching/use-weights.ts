import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { MatchWeights, Weighed } from '../../contract/matching'

const SAVE_AFTER_MS = 500

/** Weights as they are on the screen, saved a moment after the last change, and once more when the network is back. `state` says whether what is shown is kept. */
export function useWeights(saved: MatchWeights) {
  const [weights, setWeights] = useState(saved)
  const [isWaiting, setWaiting] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const fetcher = useFetcher<{ isDone: boolean }>()
  useEffect(() => () => clearTimeout(timer.current), [])
  const isSaved = sameWeights(weights, saved)
  const isFailed = !isSaved && !isWaiting && fetcher.state === 'idle' && fetcher.data?.isDone === false
  const save = (next: MatchWeights) => {
    setWaiting(false)
    fetcher.submit({ intent: 'weights', ...next }, { method: 'post' })
  }
  const latest = useRef({ save: () => {}, isFailed })
  useEffect(() => {
    latest.current = { save: () => save(weights), isFailed }
  })
  useEffect(() => {
    const retry = () => {
      if (latest.current.isFailed) latest.current.save()
    }
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [])
  return {
    weights,
    state: isFailed ? ('failed' as const) : isSaved ? ('saved' as const) : ('saving' as const),
    set(part: Weighed, value: number) {
      const next = { ...weights, [part]: value }
      setWeights(next)
      setWaiting(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => save(next), SAVE_AFTER_MS)
    },
    retry: () => save(weights),
  }
}

// Every name of one is a name of the other, in the order of the shape that both were parsed by.
const sameWeights = (a: MatchWeights, b: MatchWeights) => JSON.stringify(a) === JSON.stringify(b)
