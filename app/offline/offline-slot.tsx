import { useRouteLoaderData } from '@remix-run/react'
import { type ComponentType, useEffect, useState } from 'react'
import type { loader as rootLoader } from '../root'
import type { PageToKeep } from './start-service-worker'

type OfflineSlotProps = {
  personId: string
  /** What is likely to be read after this page. */
  next?: PageToKeep[]
}
export type OfflineBarProps = OfflineSlotProps & { loadedAt: string }

/** The place of what is said about being offline, on the pages that can be read then. Its code comes after the page. */
export function OfflineSlot(props: OfflineSlotProps) {
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const [Bar, setBar] = useState<ComponentType<OfflineBarProps>>()
  useEffect(() => {
    // Without its code the page is what it would be without this.
    import('./offline-bar').then(
      (module) => setBar(() => module.OfflineBar),
      () => {},
    )
  }, [])
  return Bar && root ? <Bar {...props} loadedAt={root.now} /> : null
}
