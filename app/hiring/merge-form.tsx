import { Form } from '@remix-run/react'
import type { CandidateDuplicate, CandidateLine, MergeField } from '../../contract/candidates'
import { Button } from '../ui/button'
import { TextLink } from '../ui/text-link'
import { sharedWords } from './shared-words'

type MergeFormProps = {
  kept: CandidateLine
  duplicate: CandidateDuplicate
  others: CandidateDuplicate[]
  batchId: string
  isOpen: boolean
  isBusy: boolean
}

const FIELDS: readonly { field: MergeField; words: string }[] = [
  { field: 'name', words: 'Name' },
  { field: 'email', words: 'E-mail address' },
  { field: 'phone', words: 'Phone' },
  { field: 'headline', words: 'Headline' },
  { field: 'places', words: 'Places' },
  { field: 'links', words: 'Links' },
]

/** Two candidates side by side, and for each field in which they differ whose value stays. */
export function MergeForm({ kept, duplicate, others, batchId, isOpen, isBusy }: MergeFormProps) {
  const merged = duplicate.candidate
  const [own, given] = [valuesOf(kept), valuesOf(merged)]
  const fields = FIELDS.filter(({ field }) => own[field] !== given[field])
  return (
    <details id="merge" open={isOpen} className="mt-6 rounded-lg border border-line bg-surface shadow-low">
      <summary className="cursor-pointer px-4 py-3 font-semibold">May be the same person as {merged.name}</summary>
      <Form method="post" preventScrollReset className="border-t border-line px-4 py-4">
        <input type="hidden" name="mergedId" value={merged.id} />
        <input type="hidden" name="batchId" value={batchId} />
        <p className="mb-4 text-sm text-ink-2">
          Both have: {duplicate.shared.map(sharedWords).join('; ').toLowerCase()}. Their applications and histories are kept, and a merge
          can be taken back.
        </p>
        {fields.map(({ field, words }) => (
          <fieldset key={field} className="mb-4">
            <legend className="mb-1 text-sm font-medium">{words}</legend>
            <Choice field={field} from="kept" value={own[field]} isChosen={own[field] !== '' || given[field] === ''} />
            <Choice field={field} from="merged" value={given[field]} isChosen={own[field] === '' && given[field] !== ''} />
          </fieldset>
        ))}
        <Button type="submit" name="intent" value="merge" tone="primary" isBusy={isBusy}>
          Merge into one candidate
        </Button>
      </Form>
      {others.length > 0 ? (
        <p className="border-t border-line px-4 py-3 text-sm">
          Or compare with{' '}
          {others.map(({ candidate }, index) => (
            <span key={candidate.id}>
              {index > 0 ? ', ' : ''}
              <TextLink to={`?with=${candidate.id}#merge`}>{candidate.name}</TextLink>
            </span>
          ))}
          .
        </p>
      ) : null}
    </details>
  )
}

function Choice({ field, from, value, isChosen }: { field: MergeField; from: 'kept' | 'merged'; value: string; isChosen: boolean }) {
  return (
    <label className="flex min-h-8 items-start gap-2.5 rounded-md px-1.5 py-1 text-sm text-ink-2 hover:bg-surface-2 has-checked:font-medium has-checked:text-ink">
      <input type="radio" name={`from.${field}`} value={from} defaultChecked={isChosen} className="mt-0.5 size-4 shrink-0 accent-accent" />
      <span className="min-w-0 break-words">{value || 'nothing'}</span>
    </label>
  )
}

function valuesOf({ name, headline, places, contact }: CandidateLine): Record<MergeField, string> {
  return {
    name,
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    headline: headline ?? '',
    places: places.join(', '),
    links: contact?.links.join(', ') ?? '',
  }
}
