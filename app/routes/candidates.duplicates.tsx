import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { myHiring } from '../api/my-hiring.server'
import { serverApi } from '../api/server'
import { CandidateRow } from '../hiring/candidate-row'
import { sharedWords } from '../hiring/shared-words'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const { organisation, may } = await myHiring(api, new URL(request.url).searchParams.get('organisation'))
  const groups = organisation ? await api.candidates.duplicateGroups({ organisationId: organisation.id }) : { data: [], isCut: false }
  return { slug: organisation?.slug ?? null, groups, may }
}

export const meta: MetaFunction = () => [{ title: 'Duplicates · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Candidates who may be the same person. A person decides; nothing is merged by itself. */
export default function DuplicatesPage() {
  const { slug, groups, may } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={slug ? `/candidates?organisation=${slug}` : '/candidates'}>Candidates</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Duplicates</h1>
      <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">
        Candidates who share an address, a number or a link. Merging can be taken back at any time; two people with accounts of their own
        are never merged.
      </p>
      {groups.data.length === 0 ? (
        <EmptyState title="No duplicates">
          <p>Nobody shares an address, a number or a link with anybody else.</p>
        </EmptyState>
      ) : (
        <ul className="space-y-8">
          {groups.data.map(({ shared, candidates }) => {
            const [first] = candidates
            return (
              <li key={`${shared.kind} ${shared.value}`}>
                <h2 className="mb-2 text-lg font-semibold break-words">{sharedWords(shared)}</h2>
                <ul className="space-y-3">
                  {candidates.map((candidate) => (
                    <CandidateRow key={candidate.id} candidate={candidate}>
                      {may.manage && first && candidate.id !== first.id ? (
                        <p className="mt-3">
                          <ButtonLink size="sm" to={`/candidates/${first.id}?with=${candidate.id}#merge`}>
                            Compare with {first.name}
                          </ButtonLink>
                        </p>
                      ) : null}
                    </CandidateRow>
                  ))}
                </ul>
              </li>
            )
          })}
        </ul>
      )}
      {groups.isCut ? <p className="mt-6 text-sm text-ink-3">There are more. Decide on these first.</p> : null}
    </Page>
  )
}
