/**
 * The checks: run on demand, what is wrong first, with what helps; what can be put right safely has a button.
 */
import { CircleCheck, CircleX, Stethoscope, Wrench } from 'lucide-react'
import { useState } from 'react'
import type { Check } from '../../shared/contract-care.ts'
import { doctorWords } from '../../shared/words/doctor.ts'
import { checksWords } from '../../shared/words/window-checks.ts'
import { useAct } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/page.tsx'
import { SideMark } from '../parts/side-mark.tsx'
import { useWindow } from '../window-context.ts'

export function DoctorCard({ profile }: { readonly profile: string | null }) {
  const { language, formats } = useWindow()
  const said = checksWords(language).doctor
  const { act, busy } = useAct()
  const [checks, setChecks] = useState<readonly Check[] | null>(null)
  const run = async (fix: boolean): Promise<void> => {
    const reply = await act('doctor', { profile, fix })
    if (reply.kind === 'ok') setChecks(reply.value)
  }
  const wrong = checks?.filter(({ ok }) => !ok) ?? []
  const label = checks === null ? said.run : said.again
  return (
    <Card
      title={said.title}
      actions={
        <Button icon={Stethoscope} busy={busy} onClick={() => void run(false)}>
          {busy ? said.running : label}
        </Button>
      }
    >
      <p className="quiet">{said.text}</p>
      <div className="check-results" aria-live="polite">
        {checks !== null && (
          <p className={wrong.length === 0 ? 'check-verdict check-verdict--good' : 'check-verdict check-verdict--bad'}>
            {wrong.length === 0 ? said.allWell(formats, checks.length) : said.wrong(formats, wrong.length)}
          </p>
        )}
        {checks !== null && <Results checks={checks} />}
      </div>
      {wrong.some(({ fixable }) => fixable === true) && (
        <div>
          <Button kind="primary" icon={Wrench} busy={busy} onClick={() => void run(true)}>
            {said.fix}
          </Button>
          <p className="quiet small">{said.fixHint}</p>
        </div>
      )}
    </Card>
  )
}

/** Profile by profile: what is wrong in full, what was put right, the rest folded away. */
function Results({ checks }: { readonly checks: readonly Check[] }) {
  const { language, formats } = useWindow()
  const said = checksWords(language).doctor
  const places = [...Map.groupBy(checks, ({ profile }) => profile)]
  return places.map(([profile, found]) => {
    const told = found.filter(({ ok, fixed }) => !ok || fixed === true)
    const fine = found.filter((one) => !told.includes(one))
    return (
      <div className="check-place" key={profile ?? ''}>
        <h3>{profile ?? said.computer}</h3>
        {told.length > 0 && <CheckList checks={told} />}
        {fine.length > 0 && (
          <details>
            <summary>{said.fine(formats, fine.length)}</summary>
            <CheckList checks={fine} />
          </details>
        )}
      </div>
    )
  })
}

function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  const { language, words } = useWindow()
  const said = checksWords(language).doctor
  return (
    <ul className="check-list">
      {checks.map(({ check, ok, fixed, detail, remedy }) => {
        const Icon = ok ? CircleCheck : CircleX
        return (
          <li key={`${check} ${detail}`} className={ok ? 'check check--good' : 'check check--bad'}>
            <Icon size={18} aria-hidden />
            <div>
              <p>
                <span className="unseen">{ok ? said.good : said.bad}: </span>
                <CheckName check={check} />
                {fixed === true && <span className="check-fixed small"> · {said.fixed}</span>}
              </p>
              <p className={ok ? 'quiet' : ''}>{detail}</p>
              {remedy !== undefined && !ok && (
                <p>
                  <strong>{words.whatToDo}</strong> {remedy}
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** `private-database` is the check of the database on the private side. */
function CheckName({ check }: { readonly check: string }) {
  const { language } = useWindow()
  const [, side, name = check] = /^(?:(private|shared)-)?(.*)$/.exec(check) ?? []
  const names: Readonly<Record<string, string>> = doctorWords[language].checks
  return (
    <>
      <strong>{names[name] ?? name}</strong> {(side === 'private' || side === 'shared') && <SideMark side={side} />}
    </>
  )
}
