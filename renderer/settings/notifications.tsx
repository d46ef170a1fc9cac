/**
 * Which notifications there are.
 */
import { settingsWords } from '../../shared/words/window-settings.ts'
import { Card } from '../parts/page.tsx'
import { Switch } from '../parts/switch.tsx'
import { useWindow } from '../window-context.ts'
import { Part } from './part.tsx'
import { useSavePreferences } from './save.ts'

export function Notifications() {
  const { language } = useWindow()
  const text = settingsWords(language).notifications
  const { preferences, save } = useSavePreferences()
  const { notifications } = preferences
  return (
    <Part section="notifications">
      <Card>
        <Switch
          label={text.trouble}
          hint={text.troubleHint}
          on={notifications.trouble}
          onChange={(trouble) => void save({ notifications: { ...notifications, trouble } })}
        />
        <Switch
          label={text.partner}
          hint={text.partnerHint}
          on={notifications.partnerChanges}
          onChange={(partnerChanges) => void save({ notifications: { ...notifications, partnerChanges } })}
        />
      </Card>
    </Part>
  )
}
