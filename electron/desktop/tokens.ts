/**
 * Putting tokens in from the window: the questions that only the user may answer are asked in dialogs of the system.
 *
 * A page cannot agree for the user: whether tokens may be kept without encryption is asked here, and the default is no.
 * Which file is read is chosen here as well.
 */
import type { Dialog } from 'electron'
import { ok, type Result } from '../../shared/failure.ts'
import { desktopWords } from '../../shared/words/desktop.ts'
import type { Language } from '../../shared/words/language.ts'
import type { TokenKeeping } from '../host/answers.ts'
import { refuseToken } from '../host/credentials.ts'
import { keepToken, keepTokenFile, type TokenPorts } from '../host/token-keeping.ts'
import type { Vault } from '../host/vault.ts'

export interface TokensOptions {
  readonly ports: TokenPorts & { readonly vault: Vault }
  readonly dialog: Pick<Dialog, 'showMessageBox' | 'showOpenDialog'>
  readonly language: () => Language
  readonly system: string
  /** Tokens changed, or how they are kept: whoever waits for one may try again. */
  readonly onChanged: () => void
}

export function createTokenKeeping(options: TokensOptions): TokenKeeping {
  const { ports, dialog, language, system, onChanged } = options
  const { vault } = ports

  const agree = async (): Promise<Result<null>> => {
    const { unprotected } = desktopWords(language())
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: 'Partner Sync',
      message: unprotected.title,
      detail: unprotected.body,
      buttons: [unprotected.no, unprotected.yes],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    return response === 1 ? vault.acceptUnprotected(true) : refuseToken('keychain-unprotected', null)
  }
  /** `keep` only when it may be kept at all. */
  const asked = async <Kept>(keep: () => Promise<Result<Kept>>): Promise<Result<Kept>> => {
    const allowed = vault.state() === 'unprotected' ? await agree() : ok(null)
    if (allowed.kind === 'failure') return allowed
    const kept = await keep()
    if (kept.kind === 'ok') onChanged()
    return kept
  }

  return {
    save: (entry, token) => asked(() => keepToken(ports, entry, token)),
    importFile: async () => {
      const { chooseTokenFile } = desktopWords(language())
      const { filePaths } = await dialog.showOpenDialog({
        title: chooseTokenFile.title,
        buttonLabel: chooseTokenFile.button,
        properties: ['openFile', 'showHiddenFiles'],
      })
      const [path] = filePaths
      return path === undefined ? ok(null) : asked(() => keepTokenFile(ports, path, system))
    },
    acceptUnprotected: async (wanted) => {
      const done = wanted ? await agree() : await vault.acceptUnprotected(false)
      if (done.kind === 'ok') onChanged()
      return done
    },
  }
}
