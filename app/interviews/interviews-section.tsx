import type { Interview } from '../../contract/interviews'
import { ActForm } from '../applications/act-form'
import { dayIn, timeIn } from '../applications/calendar-days'
import { instantWord } from '../applications/due-words'
import { Fold, lineButtonClass, Section } from '../applications/section'
import { Badge } from '../ui/badge'
import { OutLink } from '../ui/text-link'
import { InterviewForm } from './interview-form'
import { KIND_WORDS } from './words'

type InterviewsSectionProps = { interviews: Interview[]; nowMs: number; timeZone: string }

/** Conversations with the employer, each on both sides' clocks. */
export function InterviewsSection({ interviews, nowMs, timeZone }: InterviewsSectionProps) {
  return (
    <Section id="interviews" title="Interviews" count={interviews.length}>
      <ul className="space-y-3">
        {interviews.map((interview) => {
          const isOver = Date.parse(interview.endsAt) < nowMs
          const isCalledOff = interview.calledOffAt !== null
          return (
            <li key={interview.id} className="rounded-lg border border-line bg-surface p-4 text-sm">
              <p className="flex flex-wrap items-center gap-2">
                <span className={isCalledOff ? 'font-semibold line-through' : 'font-semibold'}>{KIND_WORDS[interview.kind]}</span>
                {isCalledOff ? <Badge tone="bad">Called off</Badge> : isOver ? <Badge>Over</Badge> : <Badge tone="accent">To come</Badge>}
              </p>
              <BothClocks interview={interview} />
              {interview.people.length > 0 ? <p className="mt-1">With {interview.people.join(', ')}</p> : null}
              {interview.place ? <p className="mt-1">{interview.place}</p> : null}
              {interview.link ? (
                <p className="mt-1">
                  <OutLink href={interview.link}>Join</OutLink>
                </p>
              ) : null}
              {interview.notes ? <p className="mt-1 whitespace-pre-line text-ink-2">{interview.notes}</p> : null}
              <div className="mt-2 flex flex-wrap items-start gap-2">
                <a href={`/interviews/${interview.id}.ics`} className={lineButtonClass}>
                  Add to calendar
                </a>
                {isCalledOff ? null : (
                  <>
                    <details>
                      <summary className={lineButtonClass}>Change</summary>
                      <InterviewForm
                        intent="interview-edit"
                        interview={interview}
                        timeZone={interview.timeZone}
                        startsAt={`${dayIn(interview.startsAt, interview.timeZone)}T${timeIn(interview.startsAt, interview.timeZone)}`}
                      />
                    </details>
                    <ActForm
                      intent="interview-call-off"
                      about={interview.id}
                      values={{ interviewId: interview.id }}
                      confirm="Call this interview off? Calendars show it as cancelled."
                    >
                      {() => (
                        <button type="submit" className={lineButtonClass}>
                          Call off
                        </button>
                      )}
                    </ActForm>
                  </>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      <Fold title="Add an interview">
        <InterviewForm intent="interview-add" timeZone={timeZone} startsAt="" />
      </Fold>
    </Section>
  )
}

/** The same instant as both sides read it; one line when their clocks agree. */
function BothClocks({ interview }: { interview: Interview }) {
  const { startsAt, endsAt, timeZone, employerTimeZone } = interview
  const sides = [...new Set([timeZone, employerTimeZone])]
  return (
    <ul className="mt-1 space-y-0.5">
      {sides.map((zone) => (
        <li key={zone} className="tabular-nums">
          <time dateTime={startsAt}>{instantWord(startsAt, zone)}</time> to {timeIn(endsAt, zone)}{' '}
          <span className="text-ink-3">
            {zone}
            {sides.length > 1 ? (zone === timeZone ? ', yours' : ', theirs') : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}
