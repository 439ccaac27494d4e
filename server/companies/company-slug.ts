import slugify from '@sindresorhus/slugify'

/** The last part of a company's address. A name without a Latin letter or digit gets a slug of its code points, so that none is lost. */
export function companySlug(name: string): string {
  const plain = slugify(name.trim().replace(LEGAL_FORM, ''), { decamelize: false })
  return (plain || [...name.trim()].map((letter) => letter.codePointAt(0)?.toString(16)).join('-')).slice(0, 80)
}

const LEGAL_FORM = /[\s,]+(?:inc|llc|ltd|limited|gmbh|ag|sa|sas|bv|b\.v|oy|ab|plc|corp|co|pty|srl|s\.r\.l|kg|e\.v)\.?$/i
