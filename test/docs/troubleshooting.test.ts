/**
 * docs/troubleshooting.md is made from the sentences that the product itself says; `npm run docs` writes it anew.
 */
import { expect, test } from 'vitest'
import { type FailureCategory, failureCategories } from '../../shared/failure.ts'
import { explainFailure, failureReasons } from '../../shared/words/failures.ts'
import { careReasonsEnglish } from '../../shared/words/reasons-care.ts'
import { databaseReasonsEnglish } from '../../shared/words/reasons-database.ts'
import { homeReasonsEnglish } from '../../shared/words/reasons-home.ts'
import { loginReasonsEnglish } from '../../shared/words/reasons-login.ts'
import { loopbackReasonsEnglish } from '../../shared/words/reasons-loopback.ts'
import { notionReasonsEnglish } from '../../shared/words/reasons-notion.ts'
import { profileReasonsEnglish } from '../../shared/words/reasons-profile.ts'
import { setupReasonsEnglish } from '../../shared/words/reasons-setup.ts'
import { usageReasonsEnglish } from '../../shared/words/reasons-usage.ts'
import { windowReasonsEnglish } from '../../shared/words/reasons-window.ts'

const introduction = `# Troubleshooting

<!-- Made by \`npm run docs\` from shared/words; do not edit by hand. -->

Every failure is told in three parts: what happened, why, and what to do. Below are all of them, as the product says them
(in German with \`--lang de\`). Where a sentence names a page, a property or a file, the name is left out here.

## Where to look first

| question | command |
| --- | --- |
| Is everything set up as it should be? | \`partner-sync doctor\`; what can be put right safely: \`doctor --fix\` |
| Does writing really work, both ways? | \`partner-sync doctor --write-test\`: a marked page that goes to the trash again |
| Where does each profile stand? | \`partner-sync status\` |
| Why is this appointment not there? | \`partner-sync appointments list --page LINK\` |
| What failed, and when is the next try? | \`partner-sync problems list\` |
| What waits for my answer? | \`partner-sync conflicts list\`, \`partner-sync held list\` |
| What was written, and what was there before? | \`partner-sync history\` |
| Do both databases really agree? | \`partner-sync verify\`: each difference, and what a repair would do; \`verify --repair\` does it |
| What do I send to whoever helps me? | \`partner-sync doctor --bundle FILE.zip\`: no secrets, and no titles unless you add \`--with-titles\` |

The complete, uncut text of a failure stands below the sentence and, with \`--json\`, in \`detail\` of the error. The log is
\`logs/partner-sync.log\` in the home; \`--log-level debug\` makes it say more. Exit codes: 0 all in step, 1 something failed
or is still due, 2 wrong usage, settings or credentials, 3 waiting for you, 4 another process keeps this home.
`

const groups: readonly (readonly [string, readonly string[]])[] = [
  ['Notion and the way to it', Object.keys(notionReasonsEnglish)],
  ['Databases, properties and pages', Object.keys(databaseReasonsEnglish)],
  ['This computer: tokens, settings, record', Object.keys(homeReasonsEnglish)],
  ['Checking, and the write test', Object.keys(careReasonsEnglish)],
  ['Profiles, and taking changes back', Object.keys(profileReasonsEnglish)],
  ['Setting up, and the sandbox', Object.keys(setupReasonsEnglish)],
  ['What was typed', Object.keys(usageReasonsEnglish)],
  ['The window', Object.keys(windowReasonsEnglish)],
  ['The window in a browser, and the status endpoint', Object.keys(loopbackReasonsEnglish)],
  ['Starting at login', Object.keys(loginReasonsEnglish)],
]

function row(category: FailureCategory, reason: string | null): string {
  const { message, cause, remedy } = explainFailure({ category, reason, subject: null }, 'en')
  return `| ${[message, cause, remedy].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
}

const head = '| symptom | cause | remedy |\n| --- | --- | --- |'

test('the page has every reason once', () => {
  expect(groups.flatMap(([, reasons]) => reasons).sort()).toEqual([...failureReasons])
})

test('docs/troubleshooting.md says what the product says (else: npm run docs)', async () => {
  const tables = groups.map(
    ([title, reasons]) => `## ${title}\n\n${head}\n${reasons.map((reason) => row('unknown', reason)).join('\n')}\n`,
  )
  const general = failureCategories.map((category) => row(category, null)).join('\n')
  const rest = `## When nothing closer is known\n\nBy category, as in \`category\` of the JSON documents.\n\n${head}\n${general}\n`
  await expect([introduction, ...tables, rest].join('\n')).toMatchFileSnapshot('../../docs/troubleshooting.md')
})
