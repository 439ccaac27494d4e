import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { IMPORT_FIELDS, IMPORT_ROWS_MAX } from '../../contract/applications'
import { dayWord } from '../applications/due-words'
import { GROUP_WORDS, OUTCOME_WORDS } from '../applications/words'
import { Button, ButtonLink } from '../ui/button'
import { Checkbox, Field, Input } from '../ui/field'
import { Table, Td, Th } from '../ui/table'
import { TextLink } from '../ui/text-link'
import { ColumnMapping } from './column-mapping'
import type { ImportAnswer } from './import-answer'
import { counted, FIELD_WORDS, FORMAT_WORDS } from './words'

type StepOf<Name extends ImportAnswer['step']> = Extract<ImportAnswer, { step: Name }>
const SHOWN_MAX = 50

/** The first step: which file. */
export function ChooseFile({ error, isBusy }: { error?: string; isBusy: boolean }) {
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-xl space-y-4">
      <Field
        label="CSV file"
        error={error}
        hint={`Up to ${IMPORT_ROWS_MAX.toLocaleString('en')} rows and 5 MB. Nothing is saved before you have seen what it would become.`}
      >
        {(control) => <Input {...control} type="file" name="file" accept=".csv,text/csv" required className="h-auto! py-2" />}
      </Field>
      <Button type="submit" tone="primary" isBusy={isBusy}>
        Look at the file
      </Button>
    </Form>
  )
}

/** The second step: where each column goes, and what would become of each row. */
export function LookAtFile({ answer, isBusy, saved }: { answer: StepOf<'preview'>; isBusy: boolean; saved: number }) {
  const { preview, csv, name } = answer
  const wholeFile = preview.errors.filter(({ line }) => line === 1)
  const rowErrors = preview.errors.filter(({ line }) => line !== 1)
  return (
    <Form method="post" encType="multipart/form-data" className="space-y-8">
      <input type="hidden" name="csv" value={csv} />
      <input type="hidden" name="name" value={name} />
      {answer.error ? (
        <p role="alert" className="rounded-lg bg-bad-soft px-4 py-3 text-sm font-medium text-bad">
          {answer.error}
        </p>
      ) : null}
      <p role="status">
        <strong>{name || 'This file'}</strong>: {counted(preview.rows, 'row')}, {counted(preview.ready, 'new application')},{' '}
        {counted(preview.duplicates.length, 'duplicate')}, {counted(rowErrors.length, 'mistake')}. {FORMAT_WORDS[preview.format]}
      </p>
      {wholeFile.length > 0 ? (
        <ul className="list-disc space-y-1 rounded-lg bg-bad-soft py-3 pr-4 pl-8 text-sm text-bad">
          {wholeFile.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      ) : null}
      <ColumnMapping
        fields={IMPORT_FIELDS.map((field) => ({ field, words: FIELD_WORDS[field] }))}
        mapping={preview.mapping}
        columns={preview.columns}
      />
      {rowErrors.length > 0 ? (
        <Part
          title="Rows with mistakes"
          about="They are left out. Put them right in the file, and import it again: what is here stays as it is."
        >
          <Table caption="Rows with mistakes">
            <thead>
              <tr>
                <Th>Line</Th>
                <Th>Column</Th>
                <Th>What is wrong</Th>
              </tr>
            </thead>
            <tbody>
              {rowErrors.slice(0, SHOWN_MAX).map(({ line, field, message }) => (
                <tr key={`${line} ${field} ${message}`}>
                  <Td className="tabular-nums">{line}</Td>
                  <Td>{field ? FIELD_WORDS[field] : ''}</Td>
                  <Td>{message}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <More all={rowErrors.length} />
        </Part>
      ) : null}
      {preview.duplicates.length > 0 ? (
        <Part
          title="Duplicates"
          about="The same address, or the same title at the same company. They are left out unless you ask for them."
        >
          <Table caption="Duplicates">
            <thead>
              <tr>
                <Th>Line</Th>
                <Th>Title</Th>
                <Th>Company</Th>
                <Th>Same as</Th>
              </tr>
            </thead>
            <tbody>
              {preview.duplicates.slice(0, SHOWN_MAX).map((duplicate) => (
                <tr key={duplicate.line}>
                  <Td className="tabular-nums">{duplicate.line}</Td>
                  <Td>{duplicate.title}</Td>
                  <Td>{duplicate.companyName}</Td>
                  <Td>
                    {duplicate.applicationId ? (
                      <TextLink to={`/applications/${duplicate.applicationId}`} target="_blank">
                        An application here
                      </TextLink>
                    ) : (
                      `Line ${duplicate.ofLine}`
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <More all={preview.duplicates.length} />
          <Checkbox name="withDuplicates" className="mt-2">
            Import these as well
          </Checkbox>
        </Part>
      ) : null}
      {preview.sample.length > 0 ? (
        <Part title="How they will look" about={`The first ${preview.sample.length} of ${counted(preview.rows, 'row')}.`}>
          <Table caption="How they will look">
            <thead>
              <tr>
                <Th>Line</Th>
                <Th>Title</Th>
                <Th>Company</Th>
                <Th>Stage</Th>
                <Th>Applied on</Th>
              </tr>
            </thead>
            <tbody>
              {preview.sample.map((row) => (
                <tr key={row.line}>
                  <Td className="tabular-nums">{row.line}</Td>
                  <Td>{row.title}</Td>
                  <Td>{row.companyName}</Td>
                  <Td>{row.outcome ? `${GROUP_WORDS[row.group]}: ${OUTCOME_WORDS[row.outcome.kind]}` : GROUP_WORDS[row.group]}</Td>
                  <Td className="whitespace-nowrap">
                    {row.appliedAt ? dayWord(row.appliedAt.slice(0, 10), { day: 'numeric', month: 'short', year: 'numeric' }) : ''}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Part>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        {wholeFile.length === 0 && preview.rows > 0 ? (
          <Button type="submit" name="intent" value="commit" tone="primary" isBusy={isBusy}>
            Import {counted(preview.ready, 'application')}
          </Button>
        ) : null}
        <ButtonLink to="/applications/import" reloadDocument>
          Choose another file
        </ButtonLink>
      </div>
      {isBusy ? <Progress saved={saved} all={preview.ready} /> : null}
    </Form>
  )
}

/** What came of it, and the way back. */
export function ImportDone({ answer, isBusy }: { answer: StepOf<'done'>; isBusy: boolean }) {
  const { saved, alreadySaved, duplicates, errors, batchId } = answer.result
  return (
    <div className="space-y-6">
      <div role="status" className="rounded-lg bg-good-soft px-4 py-3 text-good">
        <strong>{counted(saved, 'application')} imported.</strong>
        {alreadySaved > 0 ? ` ${counted(alreadySaved, 'row')} of this file ${alreadySaved === 1 ? 'was' : 'were'} here already.` : ''}
        {duplicates > 0 ? ` ${counted(duplicates, 'duplicate')} left out.` : ''}
        {errors.length > 0 ? ` ${counted(new Set(errors.map(({ line }) => line)).size, 'row')} with mistakes left out.` : ''}
      </div>
      <Form method="post" className="flex flex-wrap gap-3">
        <input type="hidden" name="batchId" value={batchId} />
        <ButtonLink to="/applications" tone="primary">
          See all applications
        </ButtonLink>
        {saved + alreadySaved > 0 ? (
          <Button type="submit" name="intent" value="undo" isBusy={isBusy}>
            Take the whole import back
          </Button>
        ) : null}
      </Form>
    </div>
  )
}

/** After the import was taken back. */
export function ImportUndone({ count, stayed }: StepOf<'undone'>) {
  return (
    <p role="status" className="rounded-lg bg-good-soft px-4 py-3 text-good">
      <strong>Taken back: {counted(count, 'application')}.</strong>
      {stayed > 0 ? ` ${counted(stayed, 'application')} changed since and stayed.` : ''}
    </p>
  )
}

function Progress({ saved, all }: { saved: number; all: number }) {
  const words = saved > 0 ? `${saved.toLocaleString('en')} of ${all.toLocaleString('en')} saved` : 'Reading the file'
  return (
    <div className="max-w-xl space-y-1">
      <progress
        aria-label="Import"
        className="h-2 w-full accent-accent"
        max={Math.max(all, 1)}
        value={saved > 0 ? Math.min(saved, all) : undefined}
      />
      <p role="status" className="text-sm text-ink-2">
        {words}
      </p>
    </div>
  )
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="mb-3 text-sm text-ink-2">{about}</p>
      {children}
    </section>
  )
}

function More({ all }: { all: number }) {
  return all > SHOWN_MAX ? <p className="mt-2 text-sm text-ink-2">And {(all - SHOWN_MAX).toLocaleString('en')} more.</p> : null
}
