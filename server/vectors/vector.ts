/** What a model makes of a text: a direction, in signed bytes. Its length says nothing; a text without any known word is all zeros. */
export interface Vector {
  /** Name and version of the model. Vectors of two models have nothing to say to each other. */
  model: string
  values: Int8Array
}

/** Rounds a direction to signed bytes, the largest number becoming 127. */
export function toVector(model: string, direction: ArrayLike<number>): Vector {
  let largest = 0
  for (let i = 0; i < direction.length; i++) largest = Math.max(largest, Math.abs(direction[i] ?? 0))
  const values = new Int8Array(direction.length)
  if (largest > 0) for (let i = 0; i < direction.length; i++) values[i] = Math.round(((direction[i] ?? 0) * 127) / largest)
  return { model, values }
}

/** Cosine of two vectors, -1 to 1; 0 when one of them knows no word. `null` when two models made them. */
export function cosine(one: Vector, other: Vector): number | null {
  if (one.model !== other.model || one.values.length !== other.values.length) return null
  return cosineOfBytes(one.values, other.values)
}

/** The same for bytes that are known to come from one model. */
export function cosineOfBytes(one: Int8Array, other: Int8Array): number {
  let dot = 0
  let oneSquare = 0
  let otherSquare = 0
  for (let i = 0; i < one.length; i++) {
    const a = one[i] ?? 0
    const b = other[i] ?? 0
    dot += a * b
    oneSquare += a * a
    otherSquare += b * b
  }
  return oneSquare === 0 || otherSquare === 0 ? 0 : dot / Math.sqrt(oneSquare * otherSquare)
}
