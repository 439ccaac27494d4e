import { createContext, type ReactNode, useContext } from 'react'
import type { JsonResume } from '../../contract/resumes'
import { dateWord, SECTION_WORDS, spanWord } from './words'

/** A résumé as others read it: calm on a screen, plain on paper. */
export function ResumeSheet({ resume, headingLevel: Name = 'h2' }: { resume: JsonResume; headingLevel?: 'h1' | 'h2' }) {
  const { basics = {} } = resume
  const place = [basics.location?.city, basics.location?.region].filter(Boolean).join(', ')
  const links = [basics.url, ...(basics.profiles ?? []).map(({ url }) => url)].flatMap((url) => url ?? [])
  return (
    <PartLevel.Provider value={Name === 'h1' ? 'h2' : 'h3'}>
      <article className="space-y-6 leading-relaxed break-words">
        <header>
          <Name className="text-2xl font-semibold tracking-[-0.02em]">{basics.name ?? 'Résumé'}</Name>
          {basics.label ? <p className="mt-0.5 text-lg text-accent">{basics.label}</p> : null}
          <p className="mt-2 flex flex-wrap gap-x-4 text-sm text-ink-2">
            {[place, basics.email, basics.phone].flatMap((fact) => (fact ? [<span key={fact}>{fact}</span>] : []))}
          </p>
          <p className="flex flex-wrap gap-x-4 text-sm">
            {links.map((url) => (
              <a key={url} href={url} rel="noopener noreferrer nofollow ugc" className="inline-flex min-h-6 items-center">
                {url.replace(/^https?:\/\//, '')}
              </a>
            ))}
          </p>
        </header>
        {basics.summary ? (
          <Part title={SECTION_WORDS.summary}>
            <p className="whitespace-pre-line">{basics.summary}</p>
          </Part>
        ) : null}
        <Entries title={SECTION_WORDS.work} entries={resume.work}>
          {(entry) => (
            <Entry
              head={entry.position}
              dates={spanWord(entry.startDate, entry.endDate, true)}
              sub={[entry.name, entry.location]}
              {...entry}
            />
          )}
        </Entries>
        <Entries title={SECTION_WORDS.projects} entries={resume.projects}>
          {(entry) => (
            <Entry
              head={entry.name}
              dates={spanWord(entry.startDate, entry.endDate, false)}
              sub={[entry.entity, entry.roles?.join(', ')]}
              summary={entry.description}
              highlights={entry.highlights}
            />
          )}
        </Entries>
        <Entries title={SECTION_WORDS.education} entries={resume.education}>
          {(entry) => (
            <Entry
              head={[entry.studyType, entry.area].filter(Boolean).join(', ')}
              dates={spanWord(entry.startDate, entry.endDate, false)}
              sub={[entry.institution, entry.score]}
              highlights={entry.courses}
            />
          )}
        </Entries>
        {resume.skills?.length ? (
          <Part title={SECTION_WORDS.skills}>
            <ul className="space-y-1">
              {resume.skills.map((skill, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: What is only shown keeps its place.
                <li key={at}>
                  <span className={skill.keywords ? 'font-medium' : ''}>{[skill.name, skill.level].filter(Boolean).join(', ')}</span>
                  {skill.keywords ? `${skill.name ? ': ' : ''}${skill.keywords.join(', ')}` : ''}
                </li>
              ))}
            </ul>
          </Part>
        ) : null}
        <Lines
          title={SECTION_WORDS.languages}
          lines={resume.languages?.map(({ language, fluency }) => [language, fluency].filter(Boolean).join(': '))}
        />
        <Entries title={SECTION_WORDS.volunteer} entries={resume.volunteer}>
          {(entry) => (
            <Entry head={entry.position} dates={spanWord(entry.startDate, entry.endDate, true)} sub={[entry.organization]} {...entry} />
          )}
        </Entries>
        <Lines
          title={SECTION_WORDS.certificates}
          lines={resume.certificates?.map(({ name, issuer, date }) => dated([name, issuer], date))}
        />
        <Lines title={SECTION_WORDS.awards} lines={resume.awards?.map(({ title, awarder, date }) => dated([title, awarder], date))} />
        <Lines
          title={SECTION_WORDS.publications}
          lines={resume.publications?.map(({ name, publisher, releaseDate }) => dated([name, publisher], releaseDate))}
        />
        <Lines
          title={SECTION_WORDS.interests}
          lines={resume.interests?.map(({ name, keywords }) => [name, keywords?.join(', ')].filter(Boolean).join(': '))}
        />
        <Lines
          title={SECTION_WORDS.references}
          lines={resume.references?.map(({ name, reference }) => [name, reference].filter(Boolean).join(': '))}
        />
      </article>
    </PartLevel.Provider>
  )
}

/** One below the name. */
const PartLevel = createContext<'h2' | 'h3'>('h3')

const dated = (facts: (string | undefined)[], date: string | undefined) => [...facts, date && dateWord(date)].filter(Boolean).join(', ')

function Part({ title, children }: { title: string; children: ReactNode }) {
  const Title = useContext(PartLevel)
  return (
    <section>
      <Title className="mb-2 border-b border-line pb-1 text-base font-semibold">{title}</Title>
      {children}
    </section>
  )
}

function Lines({ title, lines }: { title: string; lines: string[] | undefined }) {
  if (!lines?.length) return null
  return (
    <Part title={title}>
      <ul>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: What is only shown keeps its place.
          <li key={at}>{line}</li>
        ))}
      </ul>
    </Part>
  )
}

function Entries<T>({ title, entries, children }: { title: string; entries: T[] | undefined; children: (entry: T) => ReactNode }) {
  if (!entries?.length) return null
  return (
    <Part title={title}>
      <ul className="space-y-4">
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: What is only shown keeps its place.
          <li key={at} className="break-inside-avoid">
            {children(entry)}
          </li>
        ))}
      </ul>
    </Part>
  )
}

type EntryProps = {
  head: string | undefined
  dates: string
  sub: (string | undefined)[]
  summary?: string | undefined
  highlights?: string[] | undefined
}
function Entry({ head, dates, sub, summary, highlights }: EntryProps) {
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-semibold">{head}</p>
        <p className="text-sm text-ink-2 tabular-nums">{dates}</p>
      </div>
      <p className="text-ink-2">{sub.filter(Boolean).join(', ')}</p>
      {summary ? <p className="mt-1 whitespace-pre-line">{summary}</p> : null}
      {highlights?.length ? (
        <ul className="mt-1 list-disc space-y-0.5 pl-5">
          {highlights.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
