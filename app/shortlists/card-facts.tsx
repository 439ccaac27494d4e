import type { ShortlistCard } from '../../contract/shortlists'
import { Chip } from '../ui/chip'
import { lengthWords } from './words'

/** What is known of a candidate, section by section; those that hold nothing are left out. */
export function CardFacts({ card }: { card: ShortlistCard }) {
  return (
    <div className="space-y-4 text-sm">
      {card.places.length > 0 ? <p className="text-ink-2">{card.places.join(' · ')}</p> : null}
      {card.summary ? <p className="leading-relaxed text-ink-2">{card.summary}</p> : null}
      {card.work.length > 0 ? (
        <Section title="Work">
          <WorkList card={card} />
        </Section>
      ) : null}
      {card.education.length > 0 ? (
        <Section title="Education">
          <EducationList card={card} />
        </Section>
      ) : null}
      {card.skills.length > 0 ? (
        <Section title="Skills">
          <Skills card={card} />
        </Section>
      ) : null}
      {card.languages.length > 0 ? <Section title="Languages">{card.languages.join(', ')}</Section> : null}
      {card.hasResume ? null : <p className="text-ink-3">There is no résumé to see.</p>}
    </div>
  )
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-2xs font-semibold tracking-wide text-ink-3">{title}</h3>
      {children}
    </section>
  )
}

export function WorkList({ card }: { card: ShortlistCard }) {
  return (
    <ul className="space-y-1">
      {card.work.map(({ position, company, period, months }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: The list never changes its order.
        <li key={index}>
          <span className="font-medium">{position ?? 'A position'}</span>
          {company ? `, ${company}` : ''}
          <span className="text-ink-3"> {period ?? (months ? lengthWords(months) : '')}</span>
        </li>
      ))}
    </ul>
  )
}

export function EducationList({ card }: { card: ShortlistCard }) {
  return (
    <ul className="space-y-1">
      {card.education.map(({ what, institution, period }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: The list never changes its order.
        <li key={index}>
          {what || 'Studies'}
          {institution ? `, ${institution}` : ''}
          {period ? <span className="text-ink-3"> {period}</span> : null}
        </li>
      ))}
    </ul>
  )
}

export function Skills({ card }: { card: ShortlistCard }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {card.skills.map((skill) => (
        <li key={skill} className="max-w-full">
          <Chip>{skill}</Chip>
        </li>
      ))}
    </ul>
  )
}
