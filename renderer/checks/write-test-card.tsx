/**
 * The write test: asked for with consent, its steps with what each took, and what it left behind.
 */
import { CircleCheck, CircleX, PenLine } from 'lucide-react'
import { useState } from 'react'
import type { WriteTest } from '../../shared/contract-care.ts'
import { checksWords } from '../../shared/words/window-checks.ts'
import { useAct } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { CopyText } from '../parts/copy-text.tsx'
import { NoticeBox } from '../parts/notice.tsx'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'

export function WriteTestCard({ profiles }: { readonly profiles: readonly string[] }) {
  const { language, formats } = useWindow()
  const said = checksWords(language).writeTest
  const { act, busy } = useAct()
  const [asked, setAsked] = useState<string | null>(null)
  const [results, setResults] = useState<readonly WriteTest[]>([])
  const run = async (profile: string): Promise<void> => {
    const reply = await act('write-test', { profile })
    setAsked(null)
    if (reply.kind === 'ok') setResults([reply.value, ...results.filter((one) => one.profile !== profile)])
  }
  return (
    <Card title={said.title}>
      <p className="quiet">{said.text}</p>
      <div className="row">
        {profiles.map((profile) => (
          <Button key={profile} icon={PenLine} busy={busy} onClick={() => setAsked(profile)}>
            {profiles.length > 1 ? `${profile}: ${said.run}` : said.run}
          </Button>
        ))}
      </div>
      {results.map((result) => (
        <Steps key={result.profile} result={result} named={profiles.length > 1} />
      ))}
      <Confirm
        open={asked !== null}
        title={said.ask}
        confirm={said.confirm}
        busy={busy}
        onConfirm={() => asked !== null && void run(asked)}
        onClose={() => setAsked(null)}
      >
        <p>{said.askText(formats.quote(asked ?? ''))}</p>
      </Confirm>
    </Card>
  )
}

function Steps({ result, named }: { readonly result: WriteTest; readonly named: boolean }) {
  const { language, formats, words } = useWindow()
  const said = checksWords(language)
  const verdict = result.ok ? said.writeTest.good : said.writeTest.bad
  return (
    <NoticeBox kind={result.ok ? 'good' : 'bad'} title={named ? `${result.profile}: ${verdict}` : verdict} live>
      <ol className="check-list">
        {result.steps.map(({ step, ok, durationMs, detail }) => {
          const Icon = ok ? CircleCheck : CircleX
          return (
            <li key={step} className={ok ? 'check check--good' : 'check check--bad'}>
              <Icon size={18} aria-hidden />
              <div>
                <p>
                  <span className="unseen">{ok ? said.doctor.good : said.doctor.bad}: </span>
                  {step} <span className="quiet small numbers">{seconds(durationMs, formats)}</span>
                </p>
                {detail !== '' && <p className="quiet small">{detail}</p>}
              </div>
            </li>
          )
        })}
      </ol>
      {result.left.length > 0 && (
        <>
          <p>{said.writeTest.left}</p>
          <ul>
            {result.left.map((address) => (
              <li key={address} className="row">
                <code>{address}</code> <CopyText text={address} words={words} />
              </li>
            ))}
          </ul>
        </>
      )}
    </NoticeBox>
  )
}

/** Tenths of a second: a step takes about one. */
function seconds(ms: number, formats: { readonly number: (value: number) => string }): string {
  return `${formats.number(Math.round(ms / 100) / 10)} s`
}
