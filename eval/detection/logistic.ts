/** Rows of a sparse matrix: row `r` holds `values[i]` in column `columns[i]` for i from `starts[r]` to `starts[r + 1]`. */
export interface SparseRows {
  starts: Int32Array
  columns: Int32Array
  values: Float64Array
  width: number
}

export interface LinearModel {
  /** The weight of column `c` for class `k` is `weights[c * classes + k]`. */
  weights: Float64Array
  bias: Float64Array
  width: number
  classes: number
}

/**
 * Multinomial logistic regression with an L2 penalty (`penalty` / 2 · |w|², the bias is free), minimised by L-BFGS from zero: no randomness.
 * `rowWeights` count a row more or less.
 */
export function fitLogistic(
  rows: SparseRows,
  labels: Int32Array,
  options: { classes: number; penalty: number; iterations?: number; rowWeights?: Float64Array },
): LinearModel {
  const { classes, penalty } = options
  const n = labels.length
  const width = rows.width
  const size = classes * (width + 1)
  const rowWeights = options.rowWeights ?? new Float64Array(n).fill(1)
  const scores = new Float64Array(classes)

  const slopes = new Float64Array(classes)
  const biasAt = classes * width

  const lossAndGradient = (at: Float64Array, gradient: Float64Array): number => {
    let loss = 0
    for (let i = 0; i < biasAt; i++) {
      const weight = at[i] ?? 0
      gradient[i] = penalty * weight
      loss += 0.5 * penalty * weight * weight
    }
    gradient.fill(0, biasAt)
    for (let row = 0; row < n; row++) {
      const from = rows.starts[row] ?? 0
      const to = rows.starts[row + 1] ?? 0
      for (let k = 0; k < classes; k++) scores[k] = at[biasAt + k] ?? 0
      for (let i = from; i < to; i++) {
        const value = rows.values[i] ?? 0
        const base = (rows.columns[i] ?? 0) * classes
        for (let k = 0; k < classes; k++) scores[k] = (scores[k] ?? 0) + (at[base + k] ?? 0) * value
      }
      softmaxInPlace(scores)
      const label = labels[row] ?? 0
      const weight = rowWeights[row] ?? 1
      loss -= weight * Math.log(Math.max(scores[label] ?? 0, 1e-300))
      for (let k = 0; k < classes; k++) {
        const slope = weight * ((scores[k] ?? 0) - (k === label ? 1 : 0))
        slopes[k] = slope
        gradient[biasAt + k] = (gradient[biasAt + k] ?? 0) + slope
      }
      for (let i = from; i < to; i++) {
        const value = rows.values[i] ?? 0
        const base = (rows.columns[i] ?? 0) * classes
        for (let k = 0; k < classes; k++) gradient[base + k] = (gradient[base + k] ?? 0) + (slopes[k] ?? 0) * value
      }
    }
    return loss
  }

  const best = minimise(lossAndGradient, new Float64Array(size), options.iterations ?? 60)
  return { weights: best.slice(0, classes * width), bias: best.slice(classes * width), width, classes }
}

/** Probabilities of each class for one row. */
export function predictRow(model: LinearModel, rows: SparseRows, row: number): Float64Array {
  const scores = Float64Array.from(model.bias)
  for (let i = rows.starts[row] ?? 0; i < (rows.starts[row + 1] ?? 0); i++) {
    const value = rows.values[i] ?? 0
    const base = (rows.columns[i] ?? 0) * model.classes
    for (let k = 0; k < model.classes; k++) scores[k] = (scores[k] ?? 0) + (model.weights[base + k] ?? 0) * value
  }
  return softmaxInPlace(scores)
}

export function softmaxInPlace(scores: Float64Array): Float64Array {
  const top = Math.max(...scores)
  let sum = 0
  for (let k = 0; k < scores.length; k++) {
    const value = Math.exp((scores[k] ?? 0) - top)
    scores[k] = value
    sum += value
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) / sum
  return scores
}

/** L-BFGS with ten remembered steps and a backtracking (Armijo) line search. Stops when the loss falls by less than one in ten thousand. */
export function minimise(
  lossAndGradient: (at: Float64Array, gradient: Float64Array) => number,
  start: Float64Array,
  iterations: number,
): Float64Array {
  const size = start.length
  let at = start
  let gradient = new Float64Array(size)
  let loss = lossAndGradient(at, gradient)
  const memory: { step: Float64Array; change: Float64Array; rho: number }[] = []
  for (let iteration = 0; iteration < iterations; iteration++) {
    const direction = twoLoop(gradient, memory)
    const slope = dot(direction, gradient)
    let stride = iteration === 0 ? 1 / Math.max(1e-12, Math.sqrt(dot(gradient, gradient))) : 1
    let next = at
    let nextGradient = gradient
    let nextLoss = loss
    for (let tries = 0; tries < 30; tries++, stride /= 2) {
      next = new Float64Array(size)
      for (let i = 0; i < size; i++) next[i] = (at[i] ?? 0) + stride * (direction[i] ?? 0)
      nextGradient = new Float64Array(size)
      nextLoss = lossAndGradient(next, nextGradient)
      if (nextLoss <= loss + 1e-4 * stride * slope) break
    }
    const step = new Float64Array(size)
    const change = new Float64Array(size)
    for (let i = 0; i < size; i++) {
      step[i] = (next[i] ?? 0) - (at[i] ?? 0)
      change[i] = (nextGradient[i] ?? 0) - (gradient[i] ?? 0)
    }
    const curvature = dot(step, change)
    if (curvature > 1e-12) memory.push({ step, change, rho: 1 / curvature })
    if (memory.length > 10) memory.shift()
    const gain = (loss - nextLoss) / Math.max(Math.abs(loss), 1)
    at = next
    gradient = nextGradient
    loss = nextLoss
    if (gain < 1e-4) break
  }
  return at
}

function twoLoop(gradient: Float64Array, memory: { step: Float64Array; change: Float64Array; rho: number }[]): Float64Array {
  const direction = gradient.map((value) => -value)
  const alphas: number[] = []
  for (const { step, change, rho } of [...memory].reverse()) {
    const alpha = rho * dot(step, direction)
    alphas.push(alpha)
    addScaled(direction, change, -alpha)
  }
  const newest = memory.at(-1)
  if (newest) {
    const scale = 1 / (newest.rho * dot(newest.change, newest.change))
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] ?? 0) * scale
  }
  memory.forEach(({ step, change, rho }, index) => {
    const beta = rho * dot(change, direction)
    addScaled(direction, step, (alphas[memory.length - 1 - index] ?? 0) - beta)
  })
  return direction
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function addScaled(target: Float64Array, other: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + scale * (other[i] ?? 0)
}
