import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, useLoaderData } from '@remix-run/react'
import { AskImpact, IMPACT_GROUP_MIN, IMPACT_STEPS, ImpactStep, type ImpactTable } from '../../contract/fairness'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { RateBar } from '../fairness/rate-bar'
import { DIMENSION_WORDS, groupWords, STEP_WORDS } from '../fairness/words'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { Table, Td, Th } from '../ui/table'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const query = new URL(request.url).searchParams
  const year = AskImpact.shape.year.safeParse(query.get('year')).data ?? context.ctx.now().getUTCFullYear()
  const step = ImpactStep.safeParse(query.get('step')).data ?? 'hired'
  return { organisation, report: await api.fairness.report({ organisationId: organisation.id, year, step }) }
}

export const meta: MetaFunction = () => [{ title: 'Fairness · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Selection rates and impact ratios of a year, for owners and their auditor. */
export default function FairnessPage() {
  const { organisation, report } = useLoaderData<typeof loader>()
  const { year, step, applicants, selected, tables } = report
  const download = (format: string) => `/organisations/${organisation.slug}/fairness/${format}?year=${year}&step=${step}`
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Fairness</h1>
      <p className="mt-1.5 mb-6 max-w-[64ch] text-ink-2">
        Of each group’s applicants, how many were selected; and that rate divided by the highest group’s. Below four fifths is taken as
        evidence of adverse impact (29 CFR 1607.4 D). Only what applicants chose to say is counted; groups of fewer than {IMPACT_GROUP_MIN}{' '}
        are silent, and a figure moves only when its change can name nobody.
      </p>
      <Form method="get" className="mb-6 grid items-end gap-3 sm:grid-cols-[8rem_14rem_auto_1fr]">
        <Field label="Applied in">
          {(control) => <Input {...control} name="year" type="number" min={2020} max={2999} defaultValue={year} key={year} />}
        </Field>
        <Field label="Selected">
          {(control) => (
            <Select {...control} name="step" defaultValue={step} key={step}>
              {IMPACT_STEPS.map((each) => (
                <option key={each} value={each}>
                  {STEP_WORDS[each]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit">Show</Button>
        <p className="text-sm sm:text-right">
          For an auditor: <a href={download('csv')}>CSV</a>, <a href={download('json')}>JSON</a>
        </p>
      </Form>
      <p className="mb-6 tabular-nums">
        <strong className="font-semibold">{applicants.toLocaleString('en')}</strong> applied in {year} and did not withdraw. Selected, which
        here means “{STEP_WORDS[step].toLowerCase()}”: <strong className="font-semibold">{selected.toLocaleString('en')}</strong>.
      </p>
      <div className="space-y-8">
        {tables.map((table) => (
          <DimensionTable key={table.dimension} table={table} />
        ))}
      </div>
    </Page>
  )
}

function DimensionTable({ table: { dimension, shownAt, groups, unknown } }: { table: ImpactTable }) {
  const name = DIMENSION_WORDS[dimension]
  return (
    <section aria-labelledby={`of-${dimension}`}>
      <h2 id={`of-${dimension}`} className="text-lg font-semibold">
        {name}
      </h2>
      {shownAt === null ? (
        <p className="mt-1 text-ink-2">
          Silent: there are no two groups of {IMPACT_GROUP_MIN} or more, or a figure would say what somebody is.
        </p>
      ) : (
        <>
          <p className="mt-1 mb-2 text-sm text-ink-3">
            Figures moved last <TimeAgo at={shownAt} />.
          </p>
          <Table caption={`Selection by ${name.toLowerCase()}`}>
            <thead>
              <tr>
                <Th>Group</Th>
                <Th className="text-right">Applicants</Th>
                <Th className="text-right">Selected</Th>
                <Th>Selection rate</Th>
                <Th className="text-right">Impact ratio</Th>
              </tr>
            </thead>
            <tbody className="tabular-nums">
              {groups.map(({ group, applicants, selected, selectionRate, impactRatio, isBelow }) => (
                <tr key={group}>
                  <Td>{groupWords(group)}</Td>
                  <Td className="text-right">{applicants.toLocaleString('en')}</Td>
                  <Td className="text-right">{selected.toLocaleString('en')}</Td>
                  <Td>
                    <RateBar ratio={selectionRate} isBelow={isBelow} words={`${(selectionRate * 100).toFixed(1)} %`} />
                  </Td>
                  <Td className="text-right">
                    {impactRatio === null ? '–' : impactRatio.toFixed(2)}
                    {isBelow ? <span className="block text-xs font-medium text-bad">below 0.8</span> : null}
                  </Td>
                </tr>
              ))}
              <tr>
                <Td className="text-ink-2">Unknown, or in a group too small</Td>
                <Td className="text-right">{unknown.applicants.toLocaleString('en')}</Td>
                <Td className="text-right">{unknown.selected.toLocaleString('en')}</Td>
                <Td />
                <Td />
              </tr>
            </tbody>
          </Table>
        </>
      )}
    </section>
  )
}
