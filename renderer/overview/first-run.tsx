/**
 * While both databases are read for the first time: what is happening, and that nobody has to wait here.
 */
import { overviewWords } from '../../shared/words/window-overview.ts'
import { Card } from '../parts/page.tsx'
import { useWindow } from '../window-context.ts'

export function FirstRun() {
  const { language } = useWindow()
  const { firstRun } = overviewWords(language)
  return (
    <Card title={firstRun.title}>
      <ol className="overview-steps">
        {firstRun.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="quiet">{firstRun.meanwhile}</p>
    </Card>
  )
}
