/** An id made here, as the server makes them: the same thing sent twice counts once, and what follows need not wait for the answer. */
export const newOperationId = (prefix: 'bat' | 'not' | 'rem') => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
