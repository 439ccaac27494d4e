import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, useLoaderData } from '@remix-run/react'
import type { DispositionReport } from '../../contract/hiring'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { RateBar } from '../fairness/rate-bar'
import { periodOf } from '../hiring/period-of'
import { DISPOSITION_REASON_WORDS, DISPOSITION_WORDS } from '../hiring/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { Table, Td, Th } from '../ui/table'
import { TextLink } from '../ui/text-link'

const KINDS = ['hired', 'rejected', 'withdrawn'] as const

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const period = periodOf(new URL(request.url).searchParams, context.ctx.now())
  try {
    const report = await api.hiring.dispositions({ organisationId: organisation.id, ...period })
    return { organisation, period, report, error: null }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    if (problem.status !== 400) throw thrown
    return { organisation, period, report: null, error: problemSentence(problem) }
  }
}

export const meta: MetaFunction = () => [{ title: 'Why applications ended · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Endings by reason, posting and stage in a period. */
export default function DispositionsPage() {
  const { organisation, period, report, error } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Why applications ended</h1>
      <p className="mt-1.5 mb-6 max-w-[64ch] text-ink-2">
        Every ending has a reason that somebody gave. This counts those that stand now, by the day on which they were given (UTC).
      </p>
      <Form method="get" className="mb-6 grid items-end gap-3 sm:grid-cols-[10rem_10rem_auto_1fr]">
        <Field label="From">
          {(control) => <Input {...control} name="from" type="date" defaultValue={period.from} key={period.from} />}
        </Field>
        <Field label="Until" error={error ?? undefined}>
          {(control) => <Input {...control} name="until" type="date" defaultValue={period.until} key={period.until} />}
        </Field>
        <Button type="submit">Show</Button>
        <p className="text-sm sm:text-right">
          <a href={`/organisations/${organisation.slug}/dispositions/csv?${new URLSearchParams(period)}`}>CSV</a>
        </p>
      </Form>
      {report === null ? null : report.total === 0 ? (
        <EmptyState title="No application ended in this time">
          <p>Endings appear here in the moment that somebody gives their reason.</p>
        </EmptyState>
      ) : (
        <Endings report={report} />
      )}
    </Page>
  )
}

function Endings({ report: { total, lines } }: { report: DispositionReport }) {
  const byReason = KINDS.flatMap((kind) =>
    [
      ...Map.groupBy(
        lines.filter((line) => line.kind === kind),
        ({ reason }) => reason,
      ),
    ]
      .map(([reason, found]) => ({ kind, reason, count: found.reduce((sum, { count }) => sum + count, 0) }))
      .sort((a, b) => b.count - a.count),
  )
  return (
    <>
      <p className="mb-4 tabular-nums">
        <strong className="font-semibold">{total.toLocaleString('en')}</strong> {total === 1 ? 'application' : 'applications'} ended.
      </p>
      <Table caption="By reason">
        <thead>
          <tr>
            <Th>Ending</Th>
            <Th>Reason</Th>
            <Th className="text-right">Applications</Th>
            <Th>Of all</Th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {byReason.map(({ kind, reason, count }) => (
            <tr key={`${kind} ${reason}`}>
              <Td>{DISPOSITION_WORDS[kind]}</Td>
              <Td>{DISPOSITION_REASON_WORDS[reason]}</Td>
              <Td className="text-right">{count.toLocaleString('en')}</Td>
              <Td>
                <RateBar ratio={count / total} isBelow={false} words={`${((100 * count) / total).toFixed(0)} %`} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <h2 className="mt-8 mb-2 text-lg font-semibold">By posting and stage</h2>
      <Table caption="By posting and stage">
        <thead>
          <tr>
            <Th>Posting</Th>
            <Th>Stood in</Th>
            <Th>Ending</Th>
            <Th className="text-right">Applications</Th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {lines.map(({ kind, reason, postingId, title, stageId, stage, count }) => (
            <tr key={`${kind} ${reason} ${postingId} ${stageId}`}>
              <Td>
                <TextLink to={`/hiring/${postingId}`}>{title || 'Posting without a title'}</TextLink>
              </Td>
              <Td>{stage ?? 'A stage that is gone'}</Td>
              <Td>
                {DISPOSITION_WORDS[kind]}: {DISPOSITION_REASON_WORDS[reason].toLowerCase()}
              </Td>
              <Td className="text-right">{count.toLocaleString('en')}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
