import { type ComponentType, useEffect, useState } from 'react'
import { BellIcon } from '../ui/icons'

/** The place of the bell: a plain link until its code is there, which only people who are signed in ever load. */
export function BellSlot({ personId }: { personId: string }) {
  const [Bell, setBell] = useState<ComponentType<{ personId: string }> | null>(null)
  useEffect(() => {
    import('../notifications/bell').then(
      (module) => setBell(() => module.Bell),
      // Without its code the link stays what it is.
      () => {},
    )
  }, [])
  if (Bell) return <Bell personId={personId} />
  return (
    <a href="/notifications" aria-label="Notifications" className="inline-flex size-9 items-center justify-center rounded-md text-ink-2">
      <BellIcon className="size-5" />
    </a>
  )
}
