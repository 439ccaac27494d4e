import { POSTING_QUESTIONS_MAX } from '../../contract/postings'
import { Button } from '../ui/button'
import { Checkbox, Field, Input, Select, Textarea } from '../ui/field'
import { blankQuestion, isBlank, type QuestionDraft } from './posting-draft'

const KIND_WORDS: Record<QuestionDraft['kind'], string> = {
  text: 'Words',
  'yes-no': 'Yes or no',
  choice: 'One of several',
  number: 'A number',
}

type QuestionEditorProps = {
  questions: QuestionDraft[]
  errors: Record<string, string>
  /** Whether what is wrong with a question is said already. */
  isMarked(id: string): boolean
  /** Somebody tried to publish: a question that asks nothing is said to. */
  marksBlank: boolean
  isLocked: boolean
  onChange(questions: QuestionDraft[]): void
}

/** The employer's own questions, and which answers mark an application: the applicant reads that beside the question. */
export function QuestionEditor({ questions, errors, isMarked, marksBlank, isLocked, onChange }: QuestionEditorProps) {
  const put = (index: number, change: Partial<QuestionDraft>) =>
    onChange(questions.map((question, at) => (at === index ? { ...question, ...change } : question)))
  const move = (from: number, to: number) => {
    const moved = questions.toSpliced(from, 1)
    const question = questions[from]
    if (question) onChange(moved.toSpliced(to, 0, question))
  }
  const said = (question: QuestionDraft) => {
    const words = errors[`questions.${question.id}`]
    if (words && isMarked(question.id)) return { error: words }
    return marksBlank && isBlank(question) ? { error: 'Ask something, or remove it: nobody is asked this.' } : {}
  }
  return (
    <fieldset className="min-w-0" disabled={isLocked}>
      <legend className="mb-1 text-lg font-semibold">Questions</legend>
      <p className="mb-3 text-sm text-ink-3">
        An answer that you name as needed marks the application when it is not given; the applicant reads so beside the question. Nobody is
        rejected by it without a person.
      </p>
      <ol className="space-y-4">
        {questions.map((question, index) => (
          <li key={question.id} className="rounded-lg border border-line bg-surface p-4">
            <input type="hidden" name="question" value={question.id} />
            <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
              <Field label={`Question ${index + 1}`} {...said(question)}>
                {(control) => (
                  <Input
                    {...control}
                    name={`${question.id}.label`}
                    maxLength={300}
                    value={question.label}
                    onChange={(event) => put(index, { label: event.target.value })}
                  />
                )}
              </Field>
              <Field label="Answered by">
                {(control) => (
                  <Select
                    {...control}
                    name={`${question.id}.kind`}
                    value={question.kind}
                    onChange={({ target }) => put(index, { kind: kindOf(target.value), knockOut: '' })}
                  >
                    {Object.entries(KIND_WORDS).map(([kind, words]) => (
                      <option key={kind} value={kind}>
                        {words}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            </div>
            <div className="mt-3 grid gap-3 sm:grid-cols-2">
              <KindFields question={question} onChange={(change) => put(index, change)} />
            </div>
            <div className="mt-2 flex flex-wrap items-center gap-2">
              <Checkbox
                name={`${question.id}.isRequired`}
                checked={question.isRequired}
                onChange={(event) => put(index, { isRequired: event.target.checked })}
              >
                Must be answered
              </Checkbox>
              <span className="ml-auto flex flex-wrap gap-2 max-sm:ml-0">
                <Button
                  size="sm"
                  tone="quiet"
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                  aria-label={`Move question ${index + 1} up`}
                >
                  Up
                </Button>
                <Button
                  size="sm"
                  tone="quiet"
                  disabled={index === questions.length - 1}
                  onClick={() => move(index, index + 1)}
                  aria-label={`Move question ${index + 1} down`}
                >
                  Down
                </Button>
                <Button
                  size="sm"
                  tone="quiet"
                  onClick={() => onChange(questions.toSpliced(index, 1))}
                  aria-label={`Remove question ${index + 1}`}
                >
                  Remove
                </Button>
              </span>
            </div>
          </li>
        ))}
      </ol>
      <Button
        size="sm"
        className="mt-3 hidden scripting:inline-flex"
        disabled={questions.length >= POSTING_QUESTIONS_MAX}
        onClick={() => onChange([...questions, blankQuestion(newQuestionId())])}
      >
        Add a question
      </Button>
    </fieldset>
  )
}

function KindFields({ question, onChange }: { question: QuestionDraft; onChange(change: Partial<QuestionDraft>): void }) {
  const { id, kind, options, knockOut, isLong } = question
  const knock = { name: `${id}.knockOut`, value: knockOut }
  switch (kind) {
    case 'text':
      return (
        <Checkbox name={`${id}.isLong`} checked={isLong} onChange={(event) => onChange({ isLong: event.target.checked })}>
          Room for several lines
        </Checkbox>
      )
    case 'yes-no':
      return (
        <Field label="An application is marked when the answer is">
          {(control) => (
            <Select {...control} {...knock} onChange={(event) => onChange({ knockOut: event.target.value })}>
              <option value="">Neither</option>
              <option value="no">No</option>
              <option value="yes">Yes</option>
            </Select>
          )}
        </Field>
      )
    case 'choice':
      return (
        <>
          <Field label="Answers to choose from" hint="One a line.">
            {(control) => (
              <Textarea
                {...control}
                name={`${id}.options`}
                rows={3}
                value={options}
                onChange={(event) => onChange({ options: event.target.value })}
              />
            )}
          </Field>
          <Field label="Answers that mark an application" hint="One a line, as they stand on the left.">
            {(control) => <Textarea {...control} {...knock} rows={3} onChange={(event) => onChange({ knockOut: event.target.value })} />}
          </Field>
        </>
      )
    case 'number':
      return (
        <Field label="An application is marked below">
          {(control) => (
            <Input {...control} {...knock} inputMode="decimal" onChange={(event) => onChange({ knockOut: event.target.value })} />
          )}
        </Field>
      )
    default:
      return kind satisfies never
  }
}

const kindOf = (word: string): QuestionDraft['kind'] => (word === 'yes-no' || word === 'choice' || word === 'number' ? word : 'text')

/** One that no question of this posting had before: answers that were given stay with their own question. */
const newQuestionId = () => `q${crypto.randomUUID().replaceAll('-', '').slice(0, 10)}`
