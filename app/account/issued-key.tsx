import { IssuedSecret } from './issued-secret'
import type { KeyAnswer } from './key-answer'

/** A key that was just made. */
export function IssuedKey({ issued }: { issued: NonNullable<KeyAnswer['issued']> }) {
  return (
    <IssuedSecret
      title={issued.isSuccessor ? `The new key of “${issued.name}”` : `The key “${issued.name}”`}
      secret={issued.key}
      copyLabel="Copy the key"
    >
      Copy it now: it is shown this once.{issued.isSuccessor ? ' The old one goes on for a day, so that nothing stops meanwhile.' : ''}
    </IssuedSecret>
  )
}
