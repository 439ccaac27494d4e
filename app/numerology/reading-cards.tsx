import type { NumberReading } from '../../server/numerology/core/numbers'
import type { Reading } from '../../server/numerology/core/reading'
import { Card } from '../ui/card'
import { Confluence, canDraw } from './confluence'
import { LetterRibbon } from './letter-ribbon'
import { MethodTable } from './method-table'
import { NumberCard } from './number-card'

/** The six numbers of a reading; the life path first, with its drawing and its other methods. */
export function ReadingCards({ reading, birthDate, birthName }: { reading: Reading; birthDate: string; birthName: string }) {
  const { lifePath, expression } = reading
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <div className="xl:col-span-2">
        <NumberCard number={lifePath} drawing={drawingOf(lifePath)}>
          <MethodTable birthDate={birthDate} method={reading.method} />
        </NumberCard>
      </div>
      {birthName.trim() === '' ? null : (
        <Card className="p-4 sm:p-5 xl:col-span-2">
          <h3 className="mb-2 text-lg font-semibold">The name, letter by letter</h3>
          <LetterRibbon name={birthName} y={reading.method.y} />
        </Card>
      )}
      <div className="xl:col-span-2">
        <NumberCard number={expression} drawing={drawingOf(expression)} />
      </div>
      <NumberCard number={reading.soulUrge} />
      <NumberCard number={reading.personality} />
      <NumberCard number={reading.birthday} />
      <NumberCard number={reading.maturity} />
    </div>
  )
}

/** The drawing of a number that has parts to draw. */
function drawingOf(number: NumberReading) {
  return number.value !== null && canDraw(number.steps) ? <Confluence steps={number.steps} /> : null
}
