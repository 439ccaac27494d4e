import { Form } from '@remix-run/react'
import type { CandidateImport, CandidateImportField, CandidateImportPreview, CandidateImportResult } from '../../contract/candidates'
import { ColumnMapping } from '../imports/column-mapping'
import { counted } from '../imports/words'
import { Button, ButtonLink } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Table, Td, Th } from '../ui/table'

const FIELDS: readonly { field: CandidateImportField; words: string }[] = [
  { field: 'name', words: 'Name' },
  { field: 'firstName', words: 'First name' },
  { field: 'lastName', words: 'Last name' },
  { field: 'email', words: 'E-mail address' },
  { field: 'phone', words: 'Phone' },
  { field: 'headline', words: 'Headline' },
  { field: 'place', words: 'Place' },
  { field: 'links', words: 'Links' },
  { field: 'source', words: 'Came from' },
  { field: 'tags', words: 'Tags' },
  { field: 'appliedAt', words: 'Applied on' },
  { field: 'consentAt', words: 'Agreed to the pool on' },
  { field: 'externalId', words: 'Id in the other system' },
]
const FORMAT_WORDS: Record<CandidateImportPreview['format'], string> = {
  greenhouse: 'These are the columns of Greenhouse.',
  lever: 'These are the columns of Lever.',
  workable: 'These are the columns of Workable.',
  other: 'Columns were matched by their names.',
}

const ERROR_FORM = 'candidate-error-file'

type ChooseProps = {
  organisationId: string
  postings: { id: string; title: string }[]
  chosenId: string
  error: string | undefined
  isBusy: boolean
}

/** The first step: which file, and into what. */
export function ChooseCandidates({ organisationId, postings, chosenId, error, isBusy }: ChooseProps) {
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-xl space-y-4">
      <input type="hidden" name="organisationId" value={organisationId} />
      <Field label="Into" hint="Into the talent pool go only those whose day of consent stands in the file.">
        {(control) => (
          <Select {...control} name="postingId" defaultValue={chosenId}>
            {postings.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
            <option value="">The talent pool</option>
          </Select>
        )}
      </Field>
      <Field label="CSV file" error={error} hint="Up to 5,000 rows and 5 MB. Nothing is entered before you have seen what it would become.">
        {(control) => <Input {...control} type="file" name="file" accept=".csv,text/csv" required className="h-auto! py-2" />}
      </Field>
      <Button type="submit" tone="primary" isBusy={isBusy}>
        Look at the file
      </Button>
    </Form>
  )
}

type LookProps = {
  answer: { input: CandidateImport; name: string; preview: CandidateImportPreview; error: string | null }
  isBusy: boolean
}

/** The second step: where each column goes, what is wrong, and what would be entered. */
export function LookAtCandidates({ answer, isBusy }: LookProps) {
  const { input, name, preview, error } = answer
  const wholeFile = preview.errors.filter(({ line }) => line === 1)
  const rowErrors = preview.errors.filter(({ line }) => line !== 1)
  const mapped: { field: string; words: string }[] = [
    ...FIELDS,
    ...preview.fields.map(({ key, name: words }) => ({ field: `f.${key}`, words })),
  ]
  const ownColumns = Object.entries(preview.fieldMapping).map(([key, column]) => [`f.${key}`, column] as const)
  const columnOf: Partial<Record<string, string | null>> = { ...preview.mapping, ...Object.fromEntries(ownColumns) }
  return (
    <>
      <Form method="post" encType="multipart/form-data" className="space-y-8">
        <input type="hidden" name="organisationId" value={input.organisationId} />
        <input type="hidden" name="postingId" value={input.postingId ?? ''} />
        <input type="hidden" name="csv" value={input.csv} />
        <input type="hidden" name="name" value={name} />
        {error ? (
          <p role="alert" className="rounded-lg bg-bad-soft px-4 py-3 text-sm font-medium text-bad">
            {error}
          </p>
        ) : null}
        <p role="status">
          <strong>{name || 'This file'}</strong>: {counted(preview.rows, 'row')}, {preview.ready.toLocaleString('en')} to enter,{' '}
          {preview.known.toLocaleString('en')} known already, {preview.wrong.toLocaleString('en')} with mistakes.{' '}
          {FORMAT_WORDS[preview.format]}
        </p>
        {wholeFile.length > 0 ? (
          <ul className="list-disc space-y-1 rounded-lg bg-bad-soft py-3 pr-4 pl-8 text-sm text-bad">
            {wholeFile.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        ) : null}
        <ColumnMapping fields={mapped} mapping={columnOf} columns={preview.columns} />
        {rowErrors.length > 0 ? (
          <section>
            <h2 className="text-lg font-semibold">Rows with mistakes</h2>
            <p className="mt-1 mb-3 text-sm text-ink-2">They are left out. Put them right in the error file, and import that file.</p>
            <Table caption="Rows with mistakes">
              <thead>
                <tr>
                  <Th>Line</Th>
                  <Th>Column</Th>
                  <Th>What is wrong</Th>
                </tr>
              </thead>
              <tbody>
                {rowErrors.map(({ line, field, message }) => (
                  <tr key={`${line} ${field} ${message}`}>
                    <Td className="tabular-nums">{line}</Td>
                    <Td>{FIELDS.find((each) => each.field === field)?.words ?? ''}</Td>
                    <Td>{message}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
            <Button type="submit" form={ERROR_FORM} size="sm" className="mt-3">
              Download the error file
            </Button>
          </section>
        ) : null}
        {preview.sample.length > 0 ? (
          <section>
            <h2 className="mb-3 text-lg font-semibold">Who would be entered</h2>
            <Table caption="Who would be entered">
              <thead>
                <tr>
                  <Th>Line</Th>
                  <Th>Name</Th>
                  <Th>E-mail address</Th>
                  <Th>Headline</Th>
                </tr>
              </thead>
              <tbody>
                {preview.sample.map((row) => (
                  <tr key={row.line}>
                    <Td className="tabular-nums">{row.line}</Td>
                    <Td>{row.name}</Td>
                    <Td>{row.email}</Td>
                    <Td>{row.headline}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </section>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          {preview.ready > 0 ? (
            <Button type="submit" name="intent" value="commit" tone="primary" isBusy={isBusy}>
              Enter {counted(preview.ready, 'candidate')}
            </Button>
          ) : null}
          <ButtonLink to="/candidates/import" reloadDocument>
            Choose another file
          </ButtonLink>
        </div>
      </Form>
      {rowErrors.length > 0 ? (
        // A form of its own that the browser sends by itself: what comes back is a file, not a page.
        <form id={ERROR_FORM} method="post" action="/candidates/import/errors" encType="multipart/form-data">
          <input type="hidden" name="organisationId" value={input.organisationId} />
          <input type="hidden" name="postingId" value={input.postingId ?? ''} />
          <input type="hidden" name="csv" value={input.csv} />
          {mapped.map(({ field }) => (
            <input key={field} type="hidden" name={`map.${field}`} value={columnOf[field] ?? ''} />
          ))}
        </form>
      ) : null}
    </>
  )
}

/** What came of it. */
export function CandidatesEntered({ result, input }: { result: CandidateImportResult; input: CandidateImport }) {
  const { saved, known, wrong } = result
  return (
    <div className="space-y-6">
      <p role="status" className="rounded-lg bg-good-soft px-4 py-3 text-good">
        <strong>{counted(saved, 'candidate')} entered.</strong>
        {known > 0 ? ` ${counted(known, 'row')} of known people left as they are.` : ''}
        {wrong > 0 ? ` ${counted(wrong, 'row')} with mistakes left out.` : ''}
      </p>
      <p className="flex flex-wrap gap-3">
        <ButtonLink to={input.postingId === null ? '/candidates?pool=on' : `/hiring/${input.postingId}`} tone="primary">
          See them
        </ButtonLink>
        <ButtonLink to="/candidates/import" reloadDocument>
          Import another file
        </ButtonLink>
      </p>
    </div>
  )
}
