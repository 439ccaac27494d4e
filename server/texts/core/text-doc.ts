import * as Y from 'yjs'
import { findChange, type TextChange } from './find-change'

/** The fields of a document and their words. */
export type Words = Record<string, string>

/** A document that says these words. To be made once for each document: another one with the same words doubles them when the two meet. */
export function newTextDoc(words: Words): Y.Doc {
  const doc = new Y.Doc()
  for (const [field, text] of Object.entries(words)) doc.getText(field).insert(0, text)
  return doc
}

/** The document of a state in Base64. */
export function textDocOf(state: string): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytesOf(state))
  return doc
}

/** Takes an update in. @returns whether the document had not all of it yet  @throws when the bytes are no update */
export function takeUpdate(doc: Y.Doc, update: string, origin?: unknown): boolean {
  const before = stateOf(doc)
  Y.applyUpdate(doc, bytesOf(update), origin)
  return stateOf(doc) !== before
}

/** The whole document. */
export const stateOf = (doc: Y.Doc): string => base64Of(Y.encodeStateAsUpdate(doc))
/** How far a document has come, for somebody else to say what is missing. */
export const vectorOf = (doc: Y.Doc): string => base64Of(Y.encodeStateVector(doc))
/** What somebody who has come as far as `vector` lacks. */
export const updateSince = (doc: Y.Doc, vector: string): string => base64Of(Y.encodeStateAsUpdate(doc, bytesOf(vector)))

export const wordsOf = (doc: Y.Doc, fields: readonly string[]): Words =>
  Object.fromEntries(fields.map((field) => [field, doc.getText(field).toString()]))

/**
 * Makes a field say something else by the one insertion and deletion that lead there, so that what others type beside it stays.
 * @param caret where the writer's caret stands after it: which of several equal letters was typed follows from that
 */
export function rewrite(
  doc: Y.Doc,
  field: string,
  next: string,
  { caret, origin }: { caret?: number | undefined; origin?: unknown } = {},
): void {
  const text = doc.getText(field)
  const { at, removed, inserted } = findChange(text.toString(), next, caret)
  if (removed === 0 && inserted === '') return
  doc.transact(() => {
    if (removed > 0) text.delete(at, removed)
    if (inserted !== '') text.insert(at, inserted)
  }, origin)
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
/** Tells of every change of some fields, in order, before the document tells that it was updated. */
export function watchFields(doc: Y.Doc, fields: readonly string[], onChange: (field: string, change: TextChange) => void): void {
  for (const field of fields)
    doc.getText(field).observe((event) => {
      let at = 0
      for (const { retain = 0, insert, delete: removed = 0 } of event.changes.delta) {
        at += retain
        const inserted = typeof insert === 'string' ? insert : ''
        if (removed > 0 || inserted !== '') onChange(field, { at, removed, inserted })
        at += inserted.length
      }
    })
}

/** Bytes as they travel. */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
