import { uuidv7obj } from 'uuidv7'
import { ID_PREFIXES, type IdKind } from '../../contract/wire'

/** A new id of one kind. Ids of one kind sort by the time they were made. */
export function newId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${uuidv7obj().toHex()}`
}
