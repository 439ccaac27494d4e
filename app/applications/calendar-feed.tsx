import { useFetcher } from '@remix-run/react'
import type { CalendarFeed } from '../../contract/interviews'
import { Button } from '../ui/button'
import { Input } from '../ui/field'
import { Fold } from './section'

export type FeedAnswer = { url: string | null; error: string | null }

/** The secret address by which a calendar program follows interviews and reminders. It is shown once. */
export function CalendarFeedBox({ feed, answer }: { feed: CalendarFeed | null; answer: FeedAnswer | undefined }) {
  const fetcher = useFetcher<FeedAnswer>()
  const said = fetcher.data ?? answer
  return (
    <Fold title="Follow in my own calendar" isOpen={Boolean(said)}>
      <div className="max-w-xl rounded-lg border border-line bg-surface p-4 text-sm">
        <p className="text-ink-2">
          {feed
            ? 'A calendar address is in use. A new one ends the old one.'
            : 'A secret address that calendar programs ask for your interviews and reminders.'}
        </p>
        {said?.url ? (
          <p className="mt-3">
            <label htmlFor="feed-url" className="mb-1 block font-medium">
              Your calendar address, shown only now
            </label>
            <Input id="feed-url" readOnly value={said.url} className="font-mono text-xs!" />
          </p>
        ) : null}
        {said?.error ? (
          <p role="alert" className="mt-2 font-medium text-bad">
            {said.error}
          </p>
        ) : null}
        <fetcher.Form method="post" className="mt-3 flex gap-2">
          <Button type="submit" name="intent" value="feed" size="sm" isBusy={fetcher.state !== 'idle'}>
            {feed ? 'Make a new address' : 'Make an address'}
          </Button>
          {feed ? (
            <Button type="submit" name="intent" value="feed-end" size="sm" tone="quiet">
              End it
            </Button>
          ) : null}
        </fetcher.Form>
      </div>
    </Fold>
  )
}
