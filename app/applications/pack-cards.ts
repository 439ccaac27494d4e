import type { ApplicationCard } from '../../contract/applications'

declare const packed: unique symbol
/** Cards as one text. */
export type PackedCards = string & { [packed]: true }

/**
 * A thousand cards for the way to the browser. Remix writes and reads a loader's data value by value, which for so many takes longer
 * than everything else on the page; as one text the browser's own parser reads them.
 */
export function packCards(cards: ApplicationCard[]): PackedCards {
  // The brand says only where the text is from.
  return JSON.stringify(cards) as PackedCards
}

export function unpackCards(text: PackedCards): ApplicationCard[] {
  return JSON.parse(text)
}
