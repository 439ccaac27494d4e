import { encode } from 'uqr'

/** A QR code as one path in a square of `size` units, its quiet margin included. */
export interface QrDrawing {
  size: number
  path: string
}

/** Draws a text for an app's camera. */
export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}
