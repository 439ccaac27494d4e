/** Something that can be done on a page, by its words. */
export interface PageCommand {
  id: string
  title: string
  /** Other words that people call it by. */
  words?: string
  /** Shown only once something that finds it is typed. */
  isQuiet?: boolean
  run(): void
}
/** What a page offers at this moment, about what has the focus. */
export interface PageCommands {
  /** Whom or what it is about. */
  heading: string
  commands: PageCommand[]
  /** More that what is typed makes possible: a tag of these words. */
  typed?(words: string): PageCommand[]
}

type Offer = () => PageCommands | null
/** One page is open at a time, in a browser alone: a page sets this once it lives there, and takes it away when it goes. */
let offered: Offer | null = null

/** Offers what can be done on a page, until the answer is called. */
export function offerPageCommands(offer: Offer): () => void {
  offered = offer
  return () => {
    if (offered === offer) offered = null
  }
}

export const pageCommands = (): PageCommands | null => offered?.() ?? null

/** Commands that words find, each word by the beginning of one of theirs. Nothing typed: those that are not quiet. */
export function findCommands(offer: PageCommands | null, q: string): PageCommand[] {
  if (!offer) return []
  const asked = wordsOf(q)
  if (asked.length === 0) return offer.commands.filter(({ isQuiet }) => !isQuiet)
  const found = offer.commands.filter(({ title, words = '' }) => {
    const held = wordsOf(`${title} ${words}`)
    return asked.every((word) => held.some((each) => each.startsWith(word)))
  })
  return [...found, ...(offer.typed?.(q.trim()) ?? [])].slice(0, 12)
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
