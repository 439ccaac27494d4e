import { useState } from 'react'

/** Jobs that were hidden on this page since it was loaded, and how a list says that one was, or was not after all. */
export function useHiddenJobs(): [ReadonlySet<string>, (jobId: string) => (isHidden: boolean) => void] {
  const [hiddenIds, setHiddenIds] = useState<ReadonlySet<string>>(new Set())
  const onChange = (jobId: string) => (isHidden: boolean) =>
    setHiddenIds((before) => new Set(isHidden ? [...before, jobId] : [...before].filter((id) => id !== jobId)))
  return [hiddenIds, onChange]
}
