import { type ComponentType, useEffect, useState } from 'react'

/** The place of the bell: a plain link until its code is there, which only people who are signed in ever load. */
export function BellSlot({ personId }: { personId: string }) {
  const [Bell, setBell] = useState<ComponentType<{ personId: string }>>()
  useEffect(() => {
    // Without its code the link stays what it is.
    import('../notifications/bell').then(
      (module) => setBell(() => module.Bell),
      () => {},
    )
  }, [])
  if (Bell) return <Bell personId={personId} />
  return (
    <a href="/notifications" className="bell">
      <span className="sr-only">Notifications</span>
    </a>
  )
}
