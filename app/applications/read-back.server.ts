/** Where a form says that it came from, as a path of this site; anything else leads to `otherwise`. */
export function readBack(value: FormDataEntryValue | string | null, otherwise: string): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || /[\r\n\t\\]/.test(value)) return otherwise
  const url = new URL(value, 'https://numerojobs.invalid')
  return url.host === 'numerojobs.invalid' ? `${url.pathname}${url.search}${url.hash}` : otherwise
}
