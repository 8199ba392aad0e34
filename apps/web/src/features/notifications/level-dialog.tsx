import { type NotificationLevel, notificationLevels } from '@maroquin/contracts';
import { type MessageKey, useT } from '../../i18n/index.js';
import { announce, Dialog, ErrorNote, SelectField, Skeleton } from '../../ui/index.js';
import { useLevel, useSaveLevel } from './notifications-api.js';

const keys: Readonly<Record<NotificationLevel, MessageKey>> = {
  all: 'level.all',
  mentions: 'level.mentions',
  nothing: 'level.nothing',
};

interface LevelDialogProps {
  id: string;
  onClose: () => void;
}
/** Which messages of a conversation send a notification. The choice holds at once. */
export function LevelDialog({ id, onClose }: LevelDialogProps) {
  const t = useT();
  const level = useLevel(id);
  const save = useSaveLevel(id);
  return (
    <Dialog isOpen onClose={onClose} title={t('level.title')}>
      {level.error && <ErrorNote error={level.error} />}
      {save.error && <ErrorNote error={save.error} />}
      {level.isPending && <Skeleton rows={1} />}
      {level.data && (
        <SelectField
          label={t('level.label')}
          value={level.data.level}
          options={notificationLevels.map((one) => ({ id: one, label: t(keys[one]) }))}
          onChange={(one) =>
            one !== undefined && save.mutate(one, { onSuccess: () => announce(t('level.saved')) })
          }
        />
      )}
      <p className="mq-small mq-muted">{t('level.text')}</p>
    </Dialog>
  );
}
