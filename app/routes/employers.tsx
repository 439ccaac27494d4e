import type { MetaFunction } from '@remix-run/cloudflare'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export const meta: MetaFunction = () => [
  { title: 'For employers · Numerojobs' },
  {
    name: 'description',
    content: 'Write an advert that is checked as you type, decide on candidates together, and let each applicant see where they stand.',
  },
]

const GAINS = [
  {
    title: 'An advert that is checked as you type',
    words:
      'While you write, the page names what the rules that we know for the place of work ask of an advert: pay, statements, words. Nothing is published before it is approved.',
  },
  {
    title: 'One application, seen from both sides',
    words:
      'Move a candidate, and their own tracker shows it at once, in the words that you chose for the outside. Your stages, notes and discussions stay with you.',
  },
  {
    title: 'A list that your team decides on together',
    words:
      'Order, vote and comment on the same shortlist at the same time. A guest comes in by a link that opens this one list, and that you end whenever you like.',
  },
  {
    title: 'People decide',
    words:
      'No score rejects anybody: a rejection takes a person and a reason. The log of who saw and changed what is there for owners to read.',
  },
]

/** The way in for a team that hires: what it gets, what it costs, and the two doors, to look and to begin. */
export default function EmployersPage() {
  return (
    <Page className="max-w-[56rem]! py-8 sm:py-14">
      <h1 className="text-3xl font-semibold tracking-[-0.03em]">Hire with Numerojobs</h1>
      <p className="mt-4 max-w-[40rem] text-lg text-ink-2">
        Post a vacancy, follow every application on one live board, and give everybody who applies an answer.
      </p>
      <div className="mt-7 flex flex-wrap gap-3">
        <ButtonLink to="/hiring" tone="primary" size="lg">
          Post a job
        </ButtonLink>
        <ButtonLink to="/demo/duo" size="lg">
          See both sides live
        </ButtonLink>
      </div>
      <p className="mt-3 text-sm text-ink-3">To post you sign in first. To look you need no account.</p>
      <div className="mt-10 grid gap-x-10 gap-y-8 sm:grid-cols-2">
        {GAINS.map(({ title, words }) => (
          <section key={title}>
            <h2 className="text-lg font-semibold">{title}</h2>
            <p className="mt-1.5 text-ink-2">{words}</p>
          </section>
        ))}
      </div>
      <p className="mt-10 border-t border-line pt-6 text-ink-2">
        One open posting costs nothing. What more of them cost stands on the page of <TextLink to="/pricing">prices</TextLink>.
      </p>
    </Page>
  )
}
