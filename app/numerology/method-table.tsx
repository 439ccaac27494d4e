import clsx from 'clsx'
import { lifePath } from '../../server/numerology/core/date-numbers'
import type { Method } from '../../server/numerology/core/numbers'
import { LIFE_PATH_CHOICES, MASTER_CHOICES } from './words'

/** The life path of one date under all nine methods, the chosen one marked. */
export function MethodTable({ birthDate, method }: { birthDate: string; method: Method }) {
  return (
    <table className="w-full max-w-xl text-sm">
      <caption className="mb-2 text-left text-sm font-semibold">The same date under every method</caption>
      <thead>
        <tr className="text-left text-xs text-ink-3">
          <td />
          {MASTER_CHOICES.map(({ value, label }) => (
            <th key={value} scope="col" className="px-2 py-1 text-center font-medium">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LIFE_PATH_CHOICES.map((row) => (
          <tr key={row.value} className="border-t border-line">
            <th scope="row" className="py-1.5 pr-2 text-left font-medium text-ink-2">
              {row.label}
            </th>
            {MASTER_CHOICES.map((column) => {
              const { value } = lifePath(birthDate, { lifePath: row.value, masters: column.value })
              const isChosen = row.value === method.lifePath && column.value === method.masters
              return (
                <td key={column.value} className="px-2 py-1.5 text-center">
                  <span
                    className={clsx(
                      'inline-flex min-w-9 justify-center rounded-sm px-1.5 py-0.5 font-semibold tabular-nums',
                      isChosen ? 'bg-mark text-mark-text' : 'text-ink',
                    )}
                  >
                    {value ?? '–'}
                    {isChosen ? <span className="sr-only">, the chosen method</span> : null}
                  </span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
