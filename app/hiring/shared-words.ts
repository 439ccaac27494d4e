import type { SharedContact } from '../../contract/candidates'

/** By what two candidates may be the same person, in words. */
export function sharedWords({ kind, value }: SharedContact): string {
  switch (kind) {
    case 'mail':
      return `The address ${value}`
    case 'phone':
      return `The number ${value}`
    case 'link':
      return `The link ${value}`
    default:
      return kind satisfies never
  }
}
