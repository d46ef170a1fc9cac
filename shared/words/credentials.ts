/**
 * How tokens are kept when all is well, in English and German; every trouble with them has its own reason and remedy.
 */
import type { Language } from './language.ts'

interface KeptWords {
  readonly encrypted: string
  /** The user agreed to do without encryption. */
  readonly unprotected: string
}

const words: Readonly<Record<Language, KeptWords>> = {
  en: {
    encrypted: 'Tokens are encrypted by the keychain of this computer.',
    unprotected: 'Tokens are kept on this computer without encryption, as you agreed.',
  },
  de: {
    encrypted: 'Token werden vom Schlüsselbund dieses Computers verschlüsselt.',
    unprotected: 'Token liegen auf diesem Computer unverschlüsselt, wie du zugestimmt hast.',
  },
}

export function credentialWords(language: Language): KeptWords {
  return words[language]
}
