/**
 * What is shown in place of a screen that has a bug: that nothing is lost, and how to go on.
 */
import { Component, type ReactNode } from 'react'
import type { WindowWords } from '../../shared/words/window.ts'
import { Button } from './button.tsx'
import { TechnicalText } from './failure-notice.tsx'
import { NoticeBox } from './notice.tsx'

interface BrokenProps {
  readonly words: WindowWords
  readonly children: ReactNode
}

/** A class, because React offers no other way to catch what a part below throws. */
export class Broken extends Component<BrokenProps, { readonly text: string | null }> {
  override state: { readonly text: string | null } = { text: null }

  static getDerivedStateFromError(error: unknown): { readonly text: string } {
    return { text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }

  override render(): ReactNode {
    const { words, children } = this.props
    if (this.state.text === null) return children
    const reload = <Button onClick={() => location.reload()}>{words.broken.reload}</Button>
    return (
      <NoticeBox kind="bad" title={words.broken.title} live actions={reload}>
        <p>{words.broken.text}</p>
        <TechnicalText text={this.state.text} words={words} />
      </NoticeBox>
    )
  }
}
