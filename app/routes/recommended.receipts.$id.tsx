import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Link, useLoaderData } from '@remix-run/react'
import type { OpenedReceipt } from '../../contract/matching'
import { MatchReceiptId } from '../../contract/wire'
import { jobPath } from '../../server/jobs/core/job-path'
import { partsOf, sharesOf } from '../../server/matching/core/weigh-match'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { AreaTabs } from '../applications/area-tabs'
import { CriterionSection } from '../matching/criterion-section'
import { limitSentence, percent, scoreWord } from '../matching/words'
import { Badge } from '../ui/badge'
import { Page } from '../ui/page-shell'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, context }: LoaderFunctionArgs) {
  await personFor(context)
  const id = MatchReceiptId.safeParse(params.id)
  if (!id.success) throw new Response(null, { status: 404 })
  return { receipt: await serverApi(context).matching.receipt({ id: id.data }) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Why ${data.receipt.jobTitle}` : 'A score'} · Numerojobs` },
  { name: 'robots', content: 'noindex' },
]

const TONES = { kept: 'good', broken: 'bad', unknown: 'warn' } as const

export default function ReceiptPage() {
  const receipt: OpenedReceipt = useLoaderData<typeof loader>().receipt
  const { score, match, weights } = receipt
  const numerology = weights.numerology > 0 || receipt.numerologyPermille !== null ? receipt.numerologyPermille : undefined
  const shares = sharesOf(partsOf(match, numerology), weights)
  const shareOf = (part: string) => shares.find((share) => share.part === part)?.sharePermille ?? 0
  const byShare = [...match.criteria].sort((a, b) => shareOf(b.criterion) - shareOf(a.criterion))
  const job = { id: receipt.jobId, title: receipt.jobTitle, companyName: receipt.companyName }
  return (
    <Page className="max-w-[56rem] pt-6">
      <AreaTabs />
      <p className="text-sm">
        <Link to="/recommended">Recommended</Link>
      </p>
      <h1 className="mt-1 text-2xl font-semibold tracking-[-0.025em]">
        {scoreWord(score)} for <Link to={jobPath(job)}>{receipt.jobTitle}</Link>
      </h1>
      <p className="mt-1 text-sm text-ink-2">
        {receipt.companyName ?? 'Company not named'}. {score.permille === null ? 'Worked out' : `${percent(score.permille)}, worked out`}{' '}
        <TimeAgo at={receipt.madeAt} /> from {percent(score.knownPermille)} of what counts
        {receipt.side === 'seeker' ? ' for you' : ' for an organisation that looked for candidates'}; the rest is not said, and counts for
        nothing.
      </p>
      {match.limits.length > 0 ? (
        <section aria-labelledby="limits-heading" className="mt-6">
          <h2 id="limits-heading" className="text-lg font-semibold">
            Your limits
          </h2>
          <p className="text-sm text-ink-2">They stand apart: none of them changes the score.</p>
          <ul className="mt-2 space-y-1.5">
            {match.limits.map((check) => (
              <li key={check.limit} className="flex flex-wrap items-center gap-2 text-sm">
                <Badge tone={TONES[check.state]}>
                  {check.state === 'kept' ? 'Kept' : check.state === 'broken' ? 'Broken' : 'Not said'}
                </Badge>
                {limitSentence(check)}
                {check.found ? <span className="text-ink-3">({check.found})</span> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {byShare.map((criterion) => (
        <CriterionSection
          key={criterion.criterion}
          criterion={criterion}
          sharePermille={shareOf(criterion.criterion)}
          jobLines={receipt.jobLines}
          resumeLines={receipt.resumeLines}
        />
      ))}
      {numerology === undefined ? null : (
        <section className="mt-6 border-t border-line pt-5">
          <h2 className="text-lg font-semibold">Numerology</h2>
          <p className="mt-1 text-sm text-ink-2">
            {numerology === null
              ? 'Not defined for this company’s name.'
              : `${percent(numerology)}, counted with ${percent(shareOf('numerology'))}.`}{' '}
            For reflection; no predictive value.
          </p>
        </section>
      )}
      <section aria-labelledby="proof-heading" className="mt-8 border-t border-line pt-5 text-sm text-ink-2">
        <h2 id="proof-heading" className="text-lg font-semibold text-ink">
          The proof
        </h2>
        <p className="mt-1">
          {receipt.isReproduced === true
            ? 'Worked out again just now from what is stored: the same to the last digit.'
            : receipt.isReproduced === null
              ? 'The matcher of that version is no longer here, so this cannot be worked out again.'
              : 'Working it out again gave something else. This is our fault; tell us its number.'}
        </p>
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
          <dt>Matcher</dt>
          <dd>{receipt.version}</dd>
          <dt>Receipt</dt>
          <dd className="break-all">{receipt.id}</dd>
          <dt>Hash of its inputs</dt>
          <dd className="break-all">{receipt.inputsHash}</dd>
        </dl>
      </section>
    </Page>
  )
}
