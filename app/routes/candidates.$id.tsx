import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { MergeField } from '../../contract/candidates'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { myHiring } from '../api/my-hiring.server'
import { serverApi } from '../api/server'
import { newBatchId } from '../applications/send-change'
import { CandidateFieldsSection } from '../hiring/candidate-fields-section'
import { ApplicationLine } from '../hiring/candidate-row'
import { MergeForm } from '../hiring/merge-form'
import { MergeHistory } from '../hiring/merge-history'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const candidate = await api.candidates.get({ candidateId: params.id ?? '' })
  // One who was merged is shown at the address of whom they were found to be.
  if (candidate.id !== params.id) throw redirect(`/candidates/${candidate.id}`)
  const { organisation, may } = await myHiring(api, candidate.organisationId)
  const [{ data: duplicates }, { data: merges }, { data: fields }, { data: changes }] = await Promise.all([
    may.search ? api.candidates.duplicates({ candidateId: candidate.id }) : { data: [] },
    api.candidates.merges({ candidateId: candidate.id }),
    api.candidates.fields({ organisationId: candidate.organisationId }),
    api.candidates.fieldChanges({ candidateId: candidate.id }),
  ])
  const withId = new URL(request.url).searchParams.get('with')
  const known = duplicates.find((each) => each.candidate.id === withId)
  return {
    candidate,
    organisation: { slug: organisation?.slug ?? '', name: organisation?.name ?? '' },
    may,
    duplicates,
    merges,
    fields,
    changes,
    compared: may.manage ? (known ?? duplicates[0] ?? null) : null,
    batchId: newBatchId(),
  }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context).candidates
  const form = await request.formData()
  const candidateId = params.id ?? ''
  const given = Object.fromEntries([...form.keys()].filter((name) => name.startsWith('field.')).map((name) => [name, textOf(form, name)]))
  try {
    switch (textOf(form, 'intent')) {
      case 'merge': {
        const take = MergeField.options.filter((field) => form.get(`from.${field}`) === 'merged')
        await api.merge({ keptId: candidateId, mergedId: textOf(form, 'mergedId'), take, batchId: textOf(form, 'batchId') })
        return data(done('They are one candidate now.'))
      }
      case 'unmerge': {
        const { stayed } = await api.unmerge({ mergeId: textOf(form, 'mergeId') })
        return data(
          done(
            stayed.length === 0
              ? 'The merge is taken back. Both are what they were.'
              : `The merge is taken back. What was changed since stayed: ${stayed.join(', ')}.`,
          ),
        )
      }
      case 'fields': {
        // What stands as it was opened is not sent: what a colleague filled in meanwhile stays, and so does an option that was taken away.
        const values = Object.entries(given).flatMap(([name, value]) => {
          const key = name.slice('field.'.length)
          return value === textOf(form, `was.${key}`) ? [] : [[key, value || null] as const]
        })
        await api.setFields({ candidateId, values: Object.fromEntries(values) })
        return data(done('The fields are saved.'))
      }
      case 'ask-pool':
        await api.askForPool({ candidateId })
        return data(done('They are asked by mail. Nothing counts before they say yes.'))
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const errors = Object.fromEntries(
      Object.entries(problem.fields ?? {}).map(([name, words]) => [name.replace(/^values\./, 'field.'), words]),
    )
    return data({ ...refused(given, { field: null, words: problemSentence(problem) }), errors }, problem.status)
  }
  return data(refused({}, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.candidate.name ?? 'Candidate'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** Somebody as the organisation knows them: who, all they applied to, whether they may be asked for more, and who may be the same person. */
export default function CandidatePage() {
  const { candidate, organisation, may, duplicates, merges, fields, changes, compared, batchId } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().formAction !== undefined
  const [asked] = useSearchParams()
  const { name, headline, places, contact, applications, poolSince, poolUntil, tags, source } = candidate
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/candidates?organisation=${organisation.slug}`}>Candidates of {organisation.name}</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">{name}</h1>
      <p className="mt-1 mb-4 break-words text-ink-2">{[headline, places.join(', '), `from ${source}`].filter(Boolean).join(' · ')}</p>
      <FormNotice answer={answer} />
      {tags.length > 0 ? (
        <p className="mb-4 flex flex-wrap gap-2">
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </p>
      ) : null}
      {contact ? (
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm break-all">
          {contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : null}
          {contact.phone ? <a href={`tel:${contact.phone}`}>{contact.phone}</a> : null}
          {contact.links.map((link) => (
            <a key={link} href={link} rel="noopener noreferrer nofollow ugc" target="_blank">
              {link.replace(/^https?:\/\//, '')}
            </a>
          ))}
        </p>
      ) : null}
      <section className="mt-6">
        <h2 className="mb-2 text-lg font-semibold">Applications</h2>
        {applications.length === 0 ? (
          <p className="text-sm text-ink-2">None. They are here because they agreed to the talent pool.</p>
        ) : (
          <ul className="space-y-1 text-sm">
            {applications.map((line) => (
              <ApplicationLine key={line.applicationId} line={line} />
            ))}
          </ul>
        )}
      </section>
      <section className="mt-6">
        <h2 className="mb-2 text-lg font-semibold">Talent pool</h2>
        {poolUntil ? (
          <p className="text-sm text-ink-2">
            Agreed {poolSince ? `on ${formatDay(poolSince)}` : ''} to be asked for other jobs, until {formatDay(poolUntil)}. They can end it
            at any time.
          </p>
        ) : (
          <>
            <p className="text-sm text-ink-2">They have not agreed to be asked for other jobs.</p>
            {may.search && contact?.email ? (
              <Form method="post" className="mt-2">
                <Button type="submit" name="intent" value="ask-pool" size="sm" isBusy={isBusy}>
                  Ask them by mail
                </Button>
              </Form>
            ) : null}
          </>
        )}
      </section>
      <CandidateFieldsSection
        fields={fields}
        values={candidate.fields}
        changes={changes}
        mayFill={may.search}
        manageAt={may.manage ? `/organisations/${organisation.slug}/fields` : null}
        answer={answer}
        isBusy={isBusy}
      />
      {compared ? (
        <MergeForm
          key={compared.candidate.id}
          kept={candidate}
          duplicate={compared}
          others={duplicates.filter((each) => each.candidate.id !== compared.candidate.id)}
          batchId={batchId}
          isOpen={asked.has('with')}
          isBusy={isBusy}
        />
      ) : duplicates.length > 0 ? (
        <p className="mt-6 text-sm text-ink-2">
          {duplicates.length === 1 ? '1 candidate' : `${duplicates.length} candidates`} may be the same person. A recruiter can merge them.
        </p>
      ) : null}
      <MergeHistory merges={merges} isBusy={isBusy} />
    </Page>
  )
}
