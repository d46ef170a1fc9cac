/**
 * The one sentence for a Node that is too old, in both languages. Imports nothing and uses nothing new, because it is
 * what such a Node still has to run.
 */

const sentences = {
  de: (found: string): string => `Partner Sync braucht Node 24 oder neuer; hier läuft ${found}.`,
  en: (found: string): string => `Partner Sync needs Node 24 or newer; this is ${found}.`,
}
const remedies = { de: 'Node 24 installieren: https://nodejs.org', en: 'Install Node 24: https://nodejs.org' }

/** The sentence, and the document for `--json`. `--lang` leads over the locale. */
export function wantsNewerNode(
  found: string,
  argv: readonly string[],
  locale: string,
): {
  readonly text: string
  readonly document: {
    readonly error: {
      readonly category: 'usage'
      readonly message: string
      readonly cause: string
      readonly remedy: string
    }
  }
} {
  const position = argv.indexOf('--lang')
  const asked = position === -1 ? argv.find((word) => word.startsWith('--lang='))?.slice(7) : argv[position + 1]
  const language = (asked ?? locale).toLowerCase().startsWith('de') ? 'de' : 'en'
  const text = sentences[language](found)
  return { text, document: { error: { category: 'usage', message: text, cause: text, remedy: remedies[language] } } }
}
