import clsx from 'clsx'
import { readNames } from '../../server/numerology/core/letters'
import { isVowel } from '../../server/numerology/core/name-numbers'
import type { YRule } from '../../server/numerology/core/numbers'

/** The letters of a name with their values; vowels and consonants are told apart by colour and by place. */
export function LetterRibbon({ name, y }: { name: string; y: YRule }) {
  const names = readNames(name)
  if (!Array.isArray(names)) return null
  return (
    <figure>
      <div className="flex flex-wrap gap-x-4 gap-y-3">
        {names.map(({ written, letters }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: Two names of somebody may be the same; their place tells them apart.
          <ol key={index} aria-label={written} className="flex flex-wrap gap-x-0.5 gap-y-2 pt-2 pb-2">
            {letters.map((letter, at) => {
              const isSung = isVowel(letters, at, y)
              return (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: The same letter may come twice; the order never changes.
                  key={at}
                  className={clsx(
                    'flex w-7 flex-col items-center rounded-sm py-1 leading-none',
                    isSung ? '-translate-y-2 bg-mark-2 text-mark-2-text' : 'bg-surface-2',
                  )}
                >
                  <span className="text-sm font-semibold">{upperOf(letter.written)}</span>
                  <span className="sr-only">
                    {letter.read === upperOf(letter.written) ? '' : `read as ${letter.read}, `}
                    {isSung ? 'vowel' : 'consonant'}, value
                  </span>
                  <span className="mt-1 text-xs tabular-nums">{letter.value}</span>
                </li>
              )
            })}
          </ol>
        ))}
      </div>
      <figcaption className="mt-1 text-xs text-ink-3">Raised and blue: vowels. Level: consonants. Below each letter its value.</figcaption>
    </figure>
  )
}

/** `ß` has a capital in few fonts, and `SS` is not what was written. */
function upperOf(written: string): string {
  const upper = written.toUpperCase()
  return upper.length > written.length ? written : upper
}
