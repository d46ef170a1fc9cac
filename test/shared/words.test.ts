import { describe, expect, test } from 'vitest'
import { alertKinds } from '../../shared/contract.ts'
import { answerActions, caseNumbers } from '../../shared/decision.ts'
import { failure, failureCategories } from '../../shared/failure.ts'
import { explainFailure, failureReasons } from '../../shared/words/failures.ts'
import { formatsFor } from '../../shared/words/format.ts'
import { languageOf, languages } from '../../shared/words/language.ts'
import { type AnswerPlace, answerLabel } from '../../shared/words/questions.ts'
import { english, german, wordsFor } from '../../shared/words/words.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
/** Failures that are met where a command was typed, sorted. */
const ofTheCommandLine = [
  'field-wish',
  'invalid-argument',
  'missing-argument',
  'no-ledger',
  'port-taken',
  'seed-malformed',
  'unknown-command',
  'unknown-flag',
]
const SENTENCE = /^([\p{Lu}\p{N}„“]|partner-sync ).*[.?!)]$/su

/** Every text in a tree of words, with where it stands; functions are called with marks that must appear. */
function textsIn(tree: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') return [[at, value] as const]
    return typeof value === 'object' && value !== null ? textsIn(value, at) : []
  })
}

describe.each(languages)('in the language %s', (language) => {
  const words = wordsFor(language)

  test('no sentence is empty', () => {
    const { cases, standing, questions } = words
    const texts = textsIn({ cases, standing, questions })
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test.each(failureCategories)('the category %s says what happened, why, and what to do', (category) => {
    const said = explainFailure(failure(category, 'text'), language)
    expect(said.category).toBe(category)
    for (const text of [said.message, said.cause, said.remedy]) expect(text).toMatch(SENTENCE)
  })

  test.each(failureReasons)('the reason %s says it too, with and without a subject', (reason) => {
    const without = explainFailure({ category: 'unknown', reason, subject: null }, language)
    const general = explainFailure(failure('unknown', ''), language)
    expect(without).not.toEqual(general)
    const named = explainFailure({ category: 'unknown', reason, subject: 'SUBJECT' }, language)
    const texts = [without, named].flatMap(({ message, cause, remedy }) => [message, cause, remedy])
    for (const text of texts) expect(text).toMatch(/^\S(?!.*(null|undefined| {2}|\.\.)).*\S$/s)
    // Where a subject makes a difference, it is named.
    expect(JSON.stringify(named).includes('SUBJECT')).toBe(JSON.stringify(named) !== JSON.stringify(without))
  })

  test('no remedy names a flag, except where a command was typed', () => {
    const named = failureReasons.filter((reason) => {
      const { cause, remedy } = explainFailure({ category: 'unknown', reason, subject: 'SUBJECT' }, language)
      return /(^|[\s(`])--[a-z]/.test(`${cause} ${remedy}`)
    })
    expect(named).toEqual(ofTheCommandLine)
  })

  test('a reason that nobody worded falls back to its category', () => {
    const said = explainFailure({ category: 'timeout', reason: 'brand-new', subject: null }, language)
    expect(said).toEqual(explainFailure(failure('timeout', ''), language))
  })

  test('parameters appear', () => {
    const { standing, questions, alerts, formats } = words
    const facts = { count: 4711, ms: 3 * 60_000 }
    expect(standing.state.waiting('WHEN')).toContain('WHEN')
    expect(standing.state.excluded('WHY')).toContain('WHY')
    expect(standing.state.excluded('')).toMatch(SENTENCE)
    expect(standing.heldCount(formats, 7, 12)).toMatch(/7.*12/)
    expect(questions.question.fields('FIELDS')).toContain('FIELDS')
    expect(questions.question.option('FIELD', 'OPTION')).toMatch(/OPTION.*FIELD/)
    for (const kind of ['old-failure', 'problems', 'conflicts', 'held'] as const) {
      expect(alerts[kind](formats, facts).message).toContain(formats.number(4711))
    }
    expect(alerts['run-stuck'](formats, facts).message).toContain(formats.duration(facts.ms))
    expect(alerts.offline(formats, facts).message).toContain(formats.duration(facts.ms))
  })

  test('each alert has a message and a remedy, also for one', () => {
    for (const kind of alertKinds) {
      const { message, remedy } = words.alerts[kind](words.formats, { count: 1, ms: 60_000 })
      expect([message, remedy]).toEqual([expect.stringMatching(SENTENCE), expect.stringMatching(SENTENCE)])
    }
  })

  test('each row of the table has a name and each button says what it does', () => {
    expect(caseNumbers.every((number) => words.cases.caseName[number] !== '')).toBe(true)
    const places: readonly AnswerPlace[] = [
      'fields',
      'deleted-here-edited-there',
      'trashed-copy',
      'duplicate',
      'option',
      'problem',
    ]
    for (const place of places) {
      for (const action of answerActions) expect(answerLabel(words.questions, place, action)).not.toBe('')
    }
  })
})

test('a held unchecking says that others still see the copy', () => {
  expect(english.standing.held.unshare).toContain('still visible to others')
  expect(german.standing.held.unshare).toContain('noch sichtbar')
})

test('the same answer says what it does under each question', () => {
  expect(answerLabel(english.questions, 'deleted-here-edited-there', 'private')).toBe('Move the copy to the trash too')
  expect(answerLabel(english.questions, 'trashed-copy', 'private')).toBe('Restore the copy')
})

test('a property is named with its side in the reader’s language', () => {
  const missing = { category: 'schema', reason: 'property-missing', subject: 'Datum (private)' } as const
  expect(explainFailure(missing, 'de').message).toBe('Die Eigenschaft „Datum“ (privat) fehlt.')
  expect(explainFailure(missing, 'en').message).toBe('The property “Datum” (private) is missing.')
})

test('both languages say something different', () => {
  const same = failureReasons.filter((reason) => {
    const about = { category: 'unknown', reason, subject: null } as const
    return explainFailure(about, 'de').message === explainFailure(about, 'en').message
  })
  expect(same).toEqual([])
})

describe('formats', () => {
  const de = formatsFor('de')
  const en = formatsFor('en')
  test.each([
    [0, 'jetzt', 'now'],
    [-59_000, 'jetzt', 'now'],
    [-60_000, 'vor 1 Minute', '1 minute ago'],
    [-2 * 3_600_000 - 1, 'vor 2 Stunden', '2 hours ago'],
    [-47 * 3_600_000, 'vor 1 Tag', '1 day ago'],
    [120_000, 'in 2 Minuten', 'in 2 minutes'],
    [-400 * 86_400_000, 'vor 1 Jahr', '1 year ago'],
  ])('%i ms from now is "%s"', (ms, german, english) => {
    expect([de.relative(NOW + ms, NOW), en.relative(NOW + ms, NOW)]).toEqual([german, english])
  })

  test.each([
    [0, '0 Sekunden', '0 seconds'],
    [61_000, '1 Minute, 1 Sekunde', '1 minute, 1 second'],
    [2 * 3_600_000, '2 Stunden', '2 hours'],
    [90_061_000, '1 Tag, 1 Stunde', '1 day, 1 hour'],
  ])('%i ms last "%s"', (ms, german, english) => {
    expect([de.duration(ms), en.duration(ms)]).toEqual([german, english])
  })

  test('a time is shown in the zone that is handed in', () => {
    expect(de.dateTime(NOW, 'Europe/Berlin')).toBe('20.11.2026, 13:00')
    expect(en.dateTime(NOW, 'UTC')).toBe('20 Nov 2026, 12:00')
    expect(de.date(NOW, 'Pacific/Kiritimati')).toBe('21.11.2026')
  })

  test('lists, shares and quotation marks are those of the language', () => {
    expect([de.list(['a', 'b', 'c']), en.list(['a', 'b', 'c'])]).toEqual(['a, b und c', 'a, b and c'])
    expect(de.percent(0.955)).toMatch(/^95,5\s%$/)
    expect(en.percent(0.955)).toBe('95.5%')
    expect([de.quote('x'), en.quote('x')]).toEqual(['„x“', '“x”'])
  })
})

test.each([
  ['de', 'de'],
  ['de_AT.UTF-8', 'de'],
  ['de-CH', 'de'],
  ['DE', 'de'],
  ['en_US.UTF-8', 'en'],
  ['C', 'en'],
  ['den', 'en'],
  ['', 'en'],
  [undefined, 'en'],
])('the locale %s is read as %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})
