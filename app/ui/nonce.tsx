import { createContext, useContext } from 'react'

/** The nonce of this answer's Content-Security-Policy. Empty in the browser, which hides it from scripts. */
const NonceContext = createContext<string | undefined>(undefined)
export const NonceProvider = NonceContext.Provider
export const useNonce = () => useContext(NonceContext)
