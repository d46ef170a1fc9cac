/**
 * Whether home automation and monitors on this computer may ask how things stand, where, and with which key.
 */
import { useEffect, useState } from 'react'
import type { EndpointState } from '../../shared/ipc-endpoint.ts'
import { settingsWords } from '../../shared/words/window-settings.ts'
import { useAct, useAnswer } from '../answers.ts'
import { Button } from '../parts/button.tsx'
import { CopyText } from '../parts/copy-text.tsx'
import { FailureNotice } from '../parts/failure-notice.tsx'
import { Field } from '../parts/field.tsx'
import { useFocusKept } from '../parts/focus-kept.ts'
import { Card } from '../parts/page.tsx'
import { Switch } from '../parts/switch.tsx'
import { useWindow } from '../window-context.ts'
import { Part } from './part.tsx'

const USUAL_PORT = 47_615
const LEAST_PORT = 1024
const MOST_PORT = 65_535

export function Endpoint() {
  const { language, words } = useWindow()
  const text = settingsWords(language).endpoint
  const state = useAnswer('status-endpoint', null)
  const { act, busy } = useAct()
  const set = (port: number | null): void => void act('set-status-endpoint', { port })
  return (
    <Part section="endpoint">
      <Card>
        <p className="quiet">{text.text}</p>
        {state.kind === 'failure' && <FailureNotice error={state.error} words={words} onRetry={state.again} />}
        {state.kind === 'ok' && (
          <>
            <Switch
              label={text.on}
              hint={text.onHint}
              on={state.value.kind !== 'off'}
              disabled={busy}
              onChange={(on) => set(on ? USUAL_PORT : null)}
            />
            {state.value.kind !== 'off' && <Port port={state.value.port} busy={busy} onPort={set} />}
            <How state={state.value} />
          </>
        )}
      </Card>
    </Part>
  )
}

function Port({ port, busy, onPort }: { port: number; busy: boolean; onPort: (port: number) => void }) {
  const { language } = useWindow()
  const text = settingsWords(language).endpoint
  const [typed, setTyped] = useState(String(port))
  useEffect(() => setTyped(String(port)), [port])
  const form = useFocusKept<HTMLFormElement>(port, 'input')
  const wanted = Number(typed)
  const usable = Number.isInteger(wanted) && wanted >= LEAST_PORT && wanted <= MOST_PORT
  return (
    <form
      ref={form}
      className="settings-port"
      onSubmit={(event) => {
        event.preventDefault()
        if (usable && wanted !== port) onPort(wanted)
      }}
    >
      <Field label={text.port} hint={text.portHint} error={usable ? null : text.portWrong}>
        {(ids) => (
          <input
            {...ids}
            className="number"
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value.replaceAll(/\D/g, '').slice(0, 5))}
          />
        )}
      </Field>
      {wanted !== port && (
        <Button type="submit" busy={busy} disabled={!usable}>
          {text.apply}
        </Button>
      )}
    </form>
  )
}

function How({ state }: { readonly state: EndpointState }) {
  const { language, words } = useWindow()
  const text = settingsWords(language).endpoint
  if (state.kind === 'off') return null
  if (state.kind === 'failed') return <FailureNotice error={state.error} words={words} />
  const example = `curl -H "Authorization: Bearer $(cat '${state.tokenFile}')" ${state.address}`
  return (
    <dl className="settings-facts">
      <dt>{text.address}</dt>
      <dd>
        <code>{state.address}</code> <CopyText text={state.address} words={words} />
      </dd>
      <dt>{text.tokenFile}</dt>
      <dd>
        <code>{state.tokenFile}</code> <CopyText text={state.tokenFile} words={words} />
        <p className="quiet small">{text.tokenFileHint}</p>
      </dd>
      <dt>{text.example}</dt>
      <dd>
        <code>{example}</code> <CopyText text={example} words={words} />
      </dd>
    </dl>
  )
}
