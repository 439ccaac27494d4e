import type { Missing } from './numbers'

/** One of the names of a full name, and its letters. */
export interface Name {
  written: string
  letters: Letter[]
}
/** A letter as it is written, what it is read as, and the value of that. */
export interface Letter {
  written: string
  read: string
  value: number
}

/**
 * Letters that are more than a letter of the alphabet with an accent. Two letters grown together are read as both, `ß` as `SS` and `Þ` as `TH`;
 * any other as the letter whose shape it has: `Ł` as `L`, `Ø` as `O`.
 */
const READ_AS: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  ẞ: 'SS',
  Þ: 'TH',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  Ŧ: 'T',
  Ŋ: 'N',
  Ə: 'E',
  Ɓ: 'B',
  Ɗ: 'D',
  Ƙ: 'K',
}

/** The letters have the values 1 to 9 in turn: `A` 1 … `I` 9, `J` 1 … `R` 9, `S` 1 … `Z` 8. */
export function letterValue(letter: string): number {
  return ((letter.charCodeAt(0) - 65) % 9) + 1
}

/**
 * The names of a full name, with their letters. Accents fold (`É` is read as `E`, `Ö` as `O`); hyphens, apostrophes and other signs are left out and
 * do not part a name. Figures are left out too, unless they count as themselves, as in the name of a company.
 * A letter of another script has no value, and then there is no number at all: how it is written in Latin letters is its bearer's to say, not ours.
 */
export function readNames(text: string | null, { countsFigures = false } = {}): Name[] | Missing {
  if (text === null || text.trim() === '') return { reason: 'no-name', says: 'This number needs a name.' }
  const names: Name[] = []
  for (const written of text.normalize('NFC').trim().split(/\s+/u)) {
    const letters: Letter[] = []
    for (const sign of written.match(/\P{M}\p{M}*/gu) ?? []) {
      const read = foldSign(sign)
      if (/^[A-Z]+$/.test(read)) for (const letter of read) letters.push({ written: sign, read: letter, value: letterValue(letter) })
      else if (countsFigures && /^[0-9]$/.test(read)) letters.push({ written: sign, read, value: Number(read) })
      else if (/[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]/u.test(sign)) return withoutValue(sign)
    }
    if (letters.length > 0) names.push({ written, letters })
  }
  return names.length > 0 ? names : { reason: 'no-letters', says: 'There is no letter of the alphabet in this name.' }
}

/** `É` and `é` as `E`, `ß` as `SS`; a letter of another script stays what it is. */
function foldSign(sign: string): string {
  const bare = sign.normalize('NFKD').replace(/[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nd}]/gu, '')
  return Array.from(bare, (letter) => READ_AS[letter.toUpperCase()] ?? letter.toUpperCase()).join('')
}

function withoutValue(letter: string): Missing {
  return {
    reason: 'letter-without-value',
    says: `“${letter}” has no value: this method knows the 26 letters of the Latin alphabet. If you write the name in Latin letters yourself, give it that way.`,
  }
}
