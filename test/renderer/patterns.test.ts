/** What the overview tells of failures and false alarms by cause, kind of change and side. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PatternTable } from '../../renderer/overview/patterns.tsx'
import { healthWords } from '../../shared/words/window-health.ts'
import { wordsFor } from '../../shared/words/words.ts'

const none = { day: 0, week: 0, month: 0 }
const report = {
  failuresByCategory: [
    { key: 'timeout', label: 'Zeit', day: 1, week: 2, month: 3, falseAlarms: { day: 4, week: 5, month: 6 } },
  ],
  failuresByOperation: [{ key: 'create', label: 'Anlegen', day: 7, week: 8, month: 9, falseAlarms: none }],
  failuresBySide: [{ key: 'shared', label: 'geteilt', day: 10, week: 11, month: 12, falseAlarms: none }],
  falseSuccesses: { day: 13, week: 14, month: 15 },
}

test.each(['de', 'en'] as const)('each pattern has its failures and false alarms of three periods (%s)', (language) => {
  const said = healthWords(language)
  const html = renderToStaticMarkup(createElement(PatternTable, { report, said, formats: wordsFor(language).formats }))
  const rows = html.split('<tr>').map((row) =>
    row
      .replaceAll(/<[^>]+>/gu, ' ')
      .trim()
      .split(/\s{2,}/u),
  )
  expect(rows).toContainEqual(['Zeit', '1', '2', '3', '4', '5', '6'])
  expect(rows).toContainEqual(['Anlegen', '7', '8', '9', '0', '0', '0'])
  expect(rows).toContainEqual(['geteilt', '10', '11', '12', '0', '0', '0'])
  expect(rows).toContainEqual([said.falseSuccesses, '13', '14', '15'])
  for (const kind of [said.failures, said.seemed])
    for (const period of said.periods) expect(rows[1]).toContain(`${kind}, ${period}`)
})
