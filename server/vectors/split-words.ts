/** Words of a text in the form that word vectors know: lower case, without accents; `c++`, `c#` and `f#` stay whole, numbers alone are left out. */
export function splitWords(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return folded.match(/[a-z][a-z0-9]*(?:\+\+|#(?![a-z0-9]))?|[0-9]+[a-z][a-z0-9]*|(?:(?!\p{ASCII})\p{L})+/gu) ?? []
}
