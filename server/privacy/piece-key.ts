/** Where one piece of a download lies. They are read in the order of their numbers. */
export const pieceKey = (prefix: string, index: number) => `${prefix}${String(index).padStart(5, '0')}`
