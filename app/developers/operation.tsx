import { Badge } from '../ui/badge'
import { Table, Td, Th } from '../ui/table'
import { CodeBlock } from './code-block'
import { AnchorHeading } from './doc-section'
import type { ShownField, ShownOperation } from './read-document'
import { Code, Words } from './words'

/** A job and a company to ask for, so that a call can be tried as it stands. */
export type Samples = { jobId: string; companySlug: string }

/** One operation: what it takes, what it answers, and how that looks. */
export function Operation({ operation, origin, samples }: { operation: ShownOperation; origin: string; samples: Samples }) {
  const fields = [...operation.parameters, ...operation.body]
  return (
    <article aria-labelledby={operation.id} className="space-y-4 rounded-xl border border-line bg-surface/50 p-4 sm:p-6">
      <header className="space-y-2">
        <AnchorHeading id={operation.id} level={3} className="text-lg font-semibold">
          {operation.summary}
        </AnchorHeading>
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={operation.method === 'GET' ? 'accent' : 'warn'}>{operation.method}</Badge>
          <code className="font-mono text-sm [overflow-wrap:anywhere] text-ink">{operation.path}</code>
        </p>
        <p className="max-w-[68ch] text-ink-2">
          <Words text={operation.words} />
        </p>
      </header>
      {fields.length > 0 ? <Fields title={`Parameters: ${operation.summary}`} fields={fields} /> : null}
      <div className="grid gap-4 xl:grid-cols-2">
        <CodeBlock title={`Ask: ${operation.summary}`} kind="shell" code={curlOf(operation, origin, samples)} />
        <CodeBlock title={`Answer: ${operation.summary}`} kind="json" code={operation.example} isTall />
      </div>
      <details className="group">
        <summary className="inline-flex min-h-8 items-center gap-1.5 rounded-md text-sm font-medium text-ink-2 hover:text-ink">
          <span aria-hidden className="transition-transform group-open:rotate-90">
            ›
          </span>
          All answers
        </summary>
        <ul className="mt-2 space-y-1.5 text-sm">
          {operation.answers.map((answer) => (
            <li key={answer.status} className="flex gap-3">
              <span className="w-9 shrink-0 font-mono font-medium text-ink">{answer.status}</span>
              <span className="min-w-0 text-ink-2">
                <Words text={answer.words} />{' '}
                {answer.shape ? (
                  <a href={`#shape-${answer.shape}`} className="text-accent underline underline-offset-3">
                    {answer.shape}
                  </a>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}

function Fields({ title, fields }: { title: string; fields: ShownField[] }) {
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Type and meaning</Th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.where} ${field.name}`}>
            <Td className="w-40 whitespace-nowrap max-sm:w-28">
              <Code>{field.name}</Code>
              <span className="mt-1 block text-xs text-ink-3">
                {field.where}
                {field.isRequired ? ', needed' : ''}
              </span>
            </Td>
            <Td className="text-ink-2">
              <Words text={field.words} />
              <span className="mt-1 block text-xs text-ink-3">
                {field.type}
                {field.usual === null ? '' : `; ${field.usual} when left out`}
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** A call that can be pasted into a shell, with values in place of what it needs. */
function curlOf(operation: ShownOperation, origin: string, samples: Samples): string {
  const path = operation.path.replace('{id}', samples.jobId).replace('{slug}', samples.companySlug)
  const needed = operation.parameters.filter(
    (field) => field.where === 'query' && (field.isRequired || SAMPLES[operation.id]?.includes(field.name)),
  )
  const query = needed.map((field) => `${field.name}=${VALUES[field.name] ?? ''}`).join('&')
  const address = `'${origin}${path}${query ? `?${query}` : ''}'`
  if (operation.bodyExample === null) return `curl ${address}`
  const body = operation.bodyExample.replaceAll("'", '’')
  return `curl ${address} \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`
}

/** Parameters that make a good first call, though none is needed. */
const SAMPLES: Record<string, string[]> = { searchJobs: ['q', 'remote', 'limit'], countFacets: ['q'] }
const VALUES: Record<string, string> = { q: 'engineer', remote: 'remote', limit: '3', room: 'feed/jobs', since: '0' }
