import type { RoomState } from '../live/follow-room'

const WORDS: Record<RoomState, { words: string; look: string }> = {
  connecting: { words: 'Connecting', look: 'bg-line-strong' },
  live: { words: 'Live', look: 'bg-good' },
  'catching-up': { words: 'Catching up', look: 'bg-warn' },
  offline: { words: 'Offline, trying again', look: 'bg-bad' },
  'signed-out': { words: 'Signed out', look: 'bg-bad' },
}

/** Whether what is shown follows what other tabs and programs do. */
export function LiveMark({ state }: { state: RoomState }) {
  const { words, look } = WORDS[state]
  return (
    <p role="status" className="hidden items-center gap-2 text-sm text-ink-2 scripting:inline-flex">
      <span aria-hidden className={`size-2 rounded-full ${look}`} />
      {words}
    </p>
  )
}
