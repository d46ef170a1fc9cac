/**
 * Both databases as the check found them: how they say when something is, and each property; folded when all is well.
 */
import { CircleAlert, CircleCheck, CirclePlus, type LucideIcon } from 'lucide-react'
import type { Side } from '../../shared/model.ts'
import type { CheckedProperty, CheckedSide, SetupCheck } from '../../shared/setup.ts'
import { checkWords } from '../../shared/words/window-setup-check.ts'
import { Card } from '../parts/page.tsx'
import { SideMark } from '../parts/side-mark.tsx'
import { useWindow } from '../window-context.ts'

export function CheckedSides({ check }: { readonly check: SetupCheck }) {
  return (
    <div className="setup-sides">
      {check.private !== null && <CheckedSideCard side="private" checked={check.private} />}
      {check.shared !== null && <CheckedSideCard side="shared" checked={check.shared} />}
    </div>
  )
}

function CheckedSideCard({ side, checked }: { readonly side: Side; readonly checked: CheckedSide }) {
  const { language } = useWindow()
  const text = checkWords(language)
  const { title, workspaceName, properties, layout } = checked
  const wrong = properties.filter(({ state, created }) => state !== 'found' || created)
  const found = properties.filter(({ state }) => state === 'found').length
  return (
    <Card title={title} actions={<SideMark side={side} />}>
      {workspaceName !== null && <p className="quiet">{workspaceName}</p>}
      {layout !== null && <p>{layout.sentence}</p>}
      {wrong.length > 0 && <Properties properties={wrong} />}
      <details className="fold fold--plain">
        <summary>{text.found(found, properties.length)}</summary>
        <div className="fold-content">
          <Properties properties={properties} />
        </div>
      </details>
    </Card>
  )
}

const icons: Readonly<Record<CheckedProperty['state'], LucideIcon>> = {
  found: CircleCheck,
  missing: CirclePlus,
  'wrong-type': CircleAlert,
}

function Properties({ properties }: { readonly properties: readonly CheckedProperty[] }) {
  const { language } = useWindow()
  const text = checkWords(language)
  return (
    <ul className="setup-properties">
      {properties.map((property) => {
        const Icon = icons[property.state]
        return (
          <li key={property.name} data-state={property.state}>
            <Icon size={16} aria-hidden />
            <div>
              <p>
                <strong>{property.name}</strong>{' '}
                <span className="setup-state">{property.created ? text.justCreated : text.states[property.state]}</span>
              </p>
              <p className="quiet small">{property.role}</p>
              {property.state !== 'found' && <p className="small">{property.sentence}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
