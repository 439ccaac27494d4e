import { type ComponentType, useEffect, useState } from 'react'
import type { PersonSlotProps } from './shown-person'

/** Bell and account of who is signed in: plain links until their code is there, which visitors never load. */
export function PersonSlot(props: PersonSlotProps) {
  const [Corner, setCorner] = useState<ComponentType<PersonSlotProps>>()
  useEffect(() => {
    // Without its code the links stay what they are.
    import('./person-corner').then(
      (module) => setCorner(() => module.PersonCorner),
      () => {},
    )
  }, [])
  if (Corner) return <Corner {...props} />
  return (
    <>
      <a href="/notifications" className="bell">
        <span className="sr-only">Notifications</span>
      </a>
      <a href="/settings" aria-label={`Account of ${props.person.name}`} className="avatar">
        {props.person.name.trim()[0]}
      </a>
    </>
  )
}
