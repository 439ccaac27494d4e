import { showToast } from '../ui/toast'
import { emptyOutbox, readOutbox, setOutboxPerson, syncOutbox } from './outbox-store'

/** Somebody is signed in: what others saw goes, and what this person did without a network is sent, whatever page is open. */
export async function arriveOnDevice(personId: string): Promise<void> {
  await tellWorker({ type: 'only', personId })
  setOutboxPerson(personId)
  // What does not get through now is tried again, and shown, where applications are.
  if (navigator.onLine && (await readOutbox()).length > 0) await syncOutbox()
}

/** The session is over: nothing of it stays to be read on this device. What was not sent waits for its person. */
export async function forgetPages(): Promise<void> {
  await tellWorker({ type: 'forget' })
}

/**
 * Somebody wants to sign out, which takes everything of theirs from this device; what was never sent only after asking. Answers whether
 * it goes on.
 */
export async function leaveDevice(personId: string): Promise<boolean> {
  setOutboxPerson(personId)
  const waiting = await countWaiting()
  const words = waiting === 1 ? 'One change was not sent yet and is lost' : `${waiting} changes were not sent yet and are lost`
  if (waiting > 0 && !window.confirm(`${words} when you sign out now. Sign out all the same?`)) return false
  await forgetPages()
  if (!navigator.onLine) {
    showToast('You are offline: pages kept on this device are gone. To end the session, sign out when you are online.', 'bad')
    return false
  }
  if (waiting > 0) await emptyOutbox()
  return true
}

/** A browser that keeps nothing has nothing waiting. */
const countWaiting = () =>
  readOutbox().then(
    (outbox) => outbox.length,
    () => 0,
  )

async function tellWorker(message: object): Promise<void> {
  const worker = (await navigator.serviceWorker?.getRegistration())?.active
  worker?.postMessage(message)
}
