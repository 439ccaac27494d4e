import type { Listener } from './ports'

/** Closes a socket whose ticket is over: who still has the right comes back with a new one. A socket that is closing already needs nothing. */
export function endTicket(listener: Listener): void {
  try {
    listener.close(4001, 'party.new-ticket-needed')
  } catch {
    // It is gone.
  }
}
