import type { PostPreview } from '../../contract/leads'
import { formatStatedPay, formatYearlyPay } from '../jobs/format-pay'
import { Fact } from '../jobs/job-facts'
import { REMOTE_WORDS, regionWord, SENIORITY_WORDS, TYPE_WORDS } from '../jobs/words'
import { Chip } from '../ui/chip'

/** What was read in a post, one fact a line. */
export function ReadingFacts({ extracted }: { extracted: PostPreview['extracted'] }) {
  const { salary } = extracted
  const stated = salary && formatStatedPay(salary)
  const yearly = salary && formatYearlyPay(salary)
  return (
    <dl className="divide-y divide-line text-sm">
      {extracted.hasHiddenText ? <Fact name="Hidden">Something in this text cannot be seen by people. It was not read.</Fact> : null}
      {extracted.title ? <Fact name="Title">{extracted.title}</Fact> : null}
      {extracted.company ? <Fact name="Company">{extracted.company}</Fact> : null}
      {extracted.places.length > 0 ? <Fact name="Place">{extracted.places.join(', ')}</Fact> : null}
      {extracted.remote ? <Fact name="Where to work">{REMOTE_WORDS[extracted.remote]}</Fact> : null}
      {extracted.remoteRegions.length > 0 ? <Fact name="May live in">{extracted.remoteRegions.map(regionWord).join(', ')}</Fact> : null}
      {stated ? (
        <Fact name="Pay">
          {stated}
          {salary?.period !== 'year' && yearly ? <span className="block text-ink-3">{yearly}</span> : null}
        </Fact>
      ) : null}
      {extracted.employmentType ? <Fact name="Kind of work">{TYPE_WORDS[extracted.employmentType]}</Fact> : null}
      {extracted.seniority ? <Fact name="Seniority">{SENIORITY_WORDS[extracted.seniority]}</Fact> : null}
      {extracted.skills.length > 0 ? (
        <Fact name="Skills">
          <span className="flex flex-wrap gap-1">
            {extracted.skills.map((skill) => (
              <Chip key={skill}>{skill}</Chip>
            ))}
          </span>
        </Fact>
      ) : null}
      {extracted.contact ? <Fact name="Contact">{extracted.contact}</Fact> : null}
      {extracted.applyUrl ? <Fact name="Apply at">{extracted.applyUrl}</Fact> : null}
    </dl>
  )
}
