import type { ReactNode } from 'react'
import type { RoomState } from '../live/follow-room'
import { Page } from '../ui/page-shell'
import { type Tab, Tabs } from '../ui/tabs'
import type { ReportNews } from './use-report-news'

/** What stands between the frame and a page below. */
export type OperatorContext = {
  /** Tells the frame how many leads wait as far as the page knows, or `null` when it does not. */
  onQueued(queued: number | null): void
  /** What happened to reports since the frame was loaded, and how following that goes. */
  reportNews: ReportNews[]
  roomState: RoomState
}

/** The operators' pages stand beside each other under one heading; each tab says how much waits there. */
export function OperatorFrame({ tabs, children }: { tabs: Tab[]; children: ReactNode }) {
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm font-medium text-ink-3">Operators</p>
      <Tabs label="Operator pages" tabs={tabs} />
      <div className="pt-6">{children}</div>
    </Page>
  )
}

/** The heading of one of them, with what stands to its right. */
export function OperatorHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">{title}</h1>
      {children}
    </div>
  )
}

const LIVE_WORDS: Record<RoomState, { words: string; look: string }> = {
  connecting: { words: 'Connecting', look: 'bg-line-strong' },
  live: { words: 'Live', look: 'bg-good' },
  'catching-up': { words: 'Catching up', look: 'bg-warn' },
  offline: { words: 'Offline, trying again', look: 'bg-bad' },
  'signed-out': { words: 'Signed out: open your operator link', look: 'bg-bad' },
}

/** Whether what is shown follows what happens. */
export function LiveState({ state }: { state: RoomState }) {
  const { words, look } = LIVE_WORDS[state]
  return (
    <p role="status" className="hidden items-center gap-2 text-sm text-ink-2 scripting:inline-flex">
      <span aria-hidden className={`size-2 rounded-full ${look}`} />
      {words}
    </p>
  )
}
