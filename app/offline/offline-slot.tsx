import { useRouteLoaderData } from '@remix-run/react'
import { type ComponentType, useEffect, useState } from 'react'
import type { loader as rootLoader } from '../root'
import type { OfflineBarProps } from './offline-bar'

/** The place of what is said about being offline, on the pages that can be read then. Its code comes after the page. */
export function OfflineSlot(props: Omit<OfflineBarProps, 'loadedAt'>) {
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
