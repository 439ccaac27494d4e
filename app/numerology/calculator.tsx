import { useSearchParams } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { compatibilityOf } from '../../server/numerology/core/compatibility'
import { personalDay, personalMonth, personalYear } from '../../server/numerology/core/date-numbers'
import type { Method } from '../../server/numerology/core/numbers'
import { type Reading, readingOfCompany, readingOfPerson } from '../../server/numerology/core/reading'
import { CopyButton } from '../account/copy-button'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Checkbox, Field, Input } from '../ui/field'
import { AccordList } from './accord-list'
import { MethodChooser } from './method-chooser'
import { NumberCard } from './number-card'
import { methodQuery, readMethod } from './read-method'
import { ReadingCards } from './reading-cards'

/** Somebody invented: what the page shows before anything is typed, and where nothing can be. */
const EXAMPLE = { birthDate: '1989-09-04', birthName: 'Zoë Marie Strauß' }
const NOTHING = { birthDate: '', birthName: '' }

/**
 * The calculators. Everything is worked out here, in the browser: no field has a name, none stands in a form, and none is kept.
 * The address follows the method, so that a link carries how to count and nothing of whom.
 */
export function Calculator({ origin }: { origin: string }) {
  const [params] = useSearchParams()
  const [method, setMethod] = useState(() => readMethod(params))
  const [born, setBorn] = useState(NOTHING)
  const isExample = born.birthDate === '' && born.birthName.trim() === ''
  const shown = isExample ? EXAMPLE : born
  const reading = readingOfPerson({ birthDate: shown.birthDate || null, birthName: shown.birthName || null }, method)

  function choose(chosen: Method) {
    setMethod(chosen)
    // Not by the router, which would ask the server for the page anew.
    window.history.replaceState(window.history.state, '', `${window.location.pathname}${methodQuery(chosen)}${window.location.hash}`)
  }

  return (
    <>
      <div className="grid gap-6 lg:grid-cols-[22rem_minmax(0,1fr)] lg:items-start">
        <div className="space-y-4 lg:sticky lg:top-20">
          <Card className="p-4 no-scripting:hidden sm:p-5">
            <h2 className="text-lg font-semibold">Your date and name</h2>
            <p className="mt-1 mb-4 text-sm text-ink-2">
              Worked out in this browser. Nothing you type here is sent, kept, or put into the address.
            </p>
            <div className="space-y-4">
              <DateField label="Birth date" value={born.birthDate} onGive={(birthDate) => setBorn({ ...born, birthDate })} />
              <NameField
                label="Full name at birth"
                hint="As it was written then, in Latin letters."
                value={born.birthName}
                onGive={(birthName) => setBorn({ ...born, birthName })}
              />
              {isExample ? null : (
                <Button size="sm" tone="quiet" onClick={() => setBorn(NOTHING)}>
                  Clear both
                </Button>
              )}
            </div>
          </Card>
          <p className="hidden rounded-lg border border-line bg-surface p-4 text-sm text-ink-2 no-scripting:block">
            To calculate for you without scripts, this page would have to send us your birth date. It does not. Below, the arithmetic is
            shown for somebody invented: with a pencil it works the same for you.
          </p>
          <details className="group rounded-lg border border-line bg-surface p-4 no-scripting:hidden sm:p-5">
            <summary className="font-semibold">
              <span aria-hidden className="mr-2 inline-block text-ink-3 transition-transform group-open:rotate-90">
                ›
              </span>
              Methods, and what they change
            </summary>
            <p className="mt-2 mb-4 text-sm text-ink-2">
              Schools of numerology count differently. None is more right than the others, since none predicts anything.
            </p>
            <MethodChooser method={method} onChoose={choose} />
            <p className="mt-4 text-sm text-ink-3">A link to this page carries these choices, and never a date, a name or a number.</p>
            <CopyButton text={`${origin}/numerology${methodQuery(method)}`} label="Copy the link" />
          </details>
        </div>
        <div className="min-w-0 space-y-4">
          <p role="status" className="text-sm text-ink-2">
            {isExample ? (
              <>
                An example: <strong className="font-semibold text-ink">{EXAMPLE.birthName}</strong>, invented, born on 4 September 1989.
              </>
            ) : (
              'Your numbers, worked out as you type.'
            )}
          </p>
          <ReadingCards reading={reading} birthDate={shown.birthDate} birthName={shown.birthName} />
        </div>
      </div>
      <Cycles birthDate={shown.birthDate} />
      <Comparison reading={reading} method={method} isExample={isExample} />
    </>
  )
}

/** Personal year, month and day. They need to know today, so that they appear once the browser has said it. */
function Cycles({ birthDate }: { birthDate: string }) {
  const [onDate, setOnDate] = useState<string | null>(null)
  useEffect(() => setOnDate(localDay(new Date())), [])
  if (onDate === null) return null
  return (
    <section aria-labelledby="cycles" className="mt-10">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-4">
        <h2 id="cycles" className="text-xl font-semibold">
          Year, month and day
        </h2>
        <DateField label="On the day" value={onDate} onGive={setOnDate} className="w-48" />
      </div>
      <div className="grid gap-4 md:grid-cols-3">
        <NumberCard number={personalYear(birthDate || null, onDate)} />
        <NumberCard number={personalMonth(birthDate || null, onDate)} />
        <NumberCard number={personalDay(birthDate || null, onDate)} />
      </div>
    </section>
  )
}

function Comparison({ reading, method, isExample }: { reading: Reading; method: Method; isExample: boolean }) {
  const [other, setOther] = useState(NOTHING)
  const [isCompany, setIsCompany] = useState(false)
  const isEmpty = other.birthDate === '' && other.birthName.trim() === ''
  const theirs = isCompany
    ? readingOfCompany(other.birthName, other.birthDate || null, method)
    : readingOfPerson({ birthDate: other.birthDate || null, birthName: other.birthName || null }, method)
  return (
    <section aria-labelledby="compare" className="mt-10 no-scripting:hidden">
      <h2 id="compare" className="text-xl font-semibold">
        Compare with somebody, or with a company
      </h2>
      <p className="mt-1 mb-4 max-w-[44rem] text-ink-2">
        Two readings side by side, by the chart of the concords 1-5-7, 2-4-8 and 3-6-9. What is typed here stays in this browser too.
      </p>
      <Card className="p-4 sm:p-5">
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-start">
          <NameField
            label={isCompany ? 'Name of the company' : 'Their full name at birth'}
            value={other.birthName}
            onGive={(birthName) => setOther({ ...other, birthName })}
          />
          <DateField
            label={isCompany ? 'Founded on' : 'Their birth date'}
            value={other.birthDate}
            onGive={(birthDate) => setOther({ ...other, birthDate })}
          />
          <Checkbox checked={isCompany} onChange={(event) => setIsCompany(event.target.checked)} className="sm:mt-7">
            A company
          </Checkbox>
        </div>
        <div className="mt-5 border-t border-line pt-5">
          {isEmpty ? (
            <p className="text-sm text-ink-3">Give a name or a date to see how the two stand to each other.</p>
          ) : (
            <AccordList
              found={compatibilityOf(reading, theirs)}
              nameA={isExample ? 'the example' : 'you'}
              nameB={isCompany ? 'the company' : 'they'}
            />
          )}
        </div>
      </Card>
    </section>
  )
}

interface FieldProps {
  label: string
  hint?: string
  value: string
  onGive: (value: string) => void
  className?: string
}

/** Without a name and outside of any form: there is nothing that a browser could send. */
function DateField({ label, value, onGive, className }: FieldProps) {
  return (
    <Field label={label} className={className}>
      {(control) => (
        <Input
          {...control}
          type="date"
          min="1000-01-01"
          max="2999-12-31"
          autoComplete="off"
          value={value}
          onChange={(event) => onGive(event.target.value)}
        />
      )}
    </Field>
  )
}

/** As `DateField`. No spell checking: some browsers send what they check to their maker. */
function NameField({ label, hint, value, onGive }: FieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onGive(event.target.value)}
        />
      )}
    </Field>
  )
}

function localDay(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
