import { useId } from 'react'
import type { Method } from '../../server/numerology/core/numbers'
import { LIFE_PATH_CHOICES, MASTER_CHOICES, NAME_CHOICES, Y_CHOICES } from './words'

/** What calculators disagree about, each with what it changes. */
export function MethodChooser({ method, onChoose }: { method: Method; onChoose: (method: Method) => void }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Choice
        title="Life path"
        choices={LIFE_PATH_CHOICES}
        chosen={method.lifePath}
        onChoose={(lifePath) => onChoose({ ...method, lifePath })}
      />
      <Choice
        title="Master numbers"
        choices={MASTER_CHOICES}
        chosen={method.masters}
        onChoose={(masters) => onChoose({ ...method, masters })}
      />
      <Choice title="Names" choices={NAME_CHOICES} chosen={method.name} onChoose={(name) => onChoose({ ...method, name })} />
      <Choice title="The letter Y" choices={Y_CHOICES} chosen={method.y} onChoose={(y) => onChoose({ ...method, y })} />
    </div>
  )
}

interface ChoiceProps<T extends string> {
  title: string
  choices: { value: T; label: string; says: string }[]
  chosen: T
  onChoose: (value: T) => void
}

function Choice<T extends string>({ title, choices, chosen, onChoose }: ChoiceProps<T>) {
  const name = useId()
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-semibold">{title}</legend>
      <div className="space-y-0.5">
        {choices.map(({ value, label, says }) => (
          <label key={value} className="flex items-start gap-2.5 rounded-md px-1.5 py-1.5 hover:bg-surface-2">
            <input
              type="radio"
              name={name}
              value={value}
              checked={chosen === value}
              onChange={() => onChoose(value)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 text-sm">
              <span className="block font-medium text-ink">{label}</span>
              <span className="block text-ink-3">{says}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
