import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import type { Job } from '../../contract/jobs'
import { useRoom } from '../live/use-room'
import { Button } from '../ui/button'
import { formatDay } from '../ui/time-ago'
import { CLOSED_WORDS } from './closed-words'
import { FEED_ROOM } from './feed-room'

/** Says that a job is closed, or that it closed or changed while one was reading it. The text itself does not move under the reader. */
export function JobNotice({ job, feedLast }: { job: Job; feedLast: number }) {
  const [closed, setClosed] = useState(false)
  const [newVersion, setNewVersion] = useState(0)
  const { revalidate, state } = useRevalidator()
  useRoom({
    ...FEED_ROOM,
    startAt: feedLast,
    onEvent: (event) => {
      if (event.type === 'job.closed' && event.data.jobId === job.id) setClosed(true)
      if ((event.type === 'job.changed' || event.type === 'job.opened') && event.data.job.id === job.id) {
        setClosed(event.data.job.status === 'closed')
        setNewVersion(event.data.job.version)
      }
    },
    onReload: revalidate,
  })
  const isChanged = newVersion > job.version
  const isClosed = job.status === 'closed' || closed
  return (
    <div role="status">
      {isClosed ? (
        <p className="mb-6 rounded-lg bg-warn-soft px-4 py-3 text-warn">
          <strong className="font-semibold">
            {job.status === 'open'
              ? 'This job was closed just now.'
              : `This job was closed${job.closedAt ? ` on ${formatDay(job.closedAt)}` : ''}${job.closedBecause ? `: ${CLOSED_WORDS[job.closedBecause]}` : ''}.`}
          </strong>{' '}
          Jobs like it are below.
          {job.closedBecause === 'reported' ? (
            <>
              {' '}
              Is it yours? <a href={`/appeal/${job.id}`}>Read why, and object</a>.
            </>
          ) : null}
        </p>
      ) : isChanged ? (
        <p className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-lg bg-mark px-4 py-2.5 text-mark-text">
          This advert was changed just now.
          <Button size="sm" onClick={revalidate} isBusy={state !== 'idle'}>
            Show the new version
          </Button>
        </p>
      ) : null}
    </div>
  )
}
