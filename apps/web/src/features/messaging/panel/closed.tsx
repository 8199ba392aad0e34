import { ArchiveRestore } from 'lucide-react';
import type { ChannelView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button } from '../../../ui/index.js';
import { useArchive } from './use-archive.js';

/** Instead of the field to write in: why there is none. */
export function Closed({ channel, isGone }: { channel: ChannelView; isGone: boolean }) {
  const t = useT();
  const archive = useArchive();
  const isArchived = channel.archivedAt !== null;
  const text = isGone ? t('conversation.closed') : t(isArchived ? 'composer.archived' : 'composer.readOnly');
  return (
    <div className="mq-dis-closed">
      <p>{text}</p>
      {!isGone && isArchived && channel.canArchive && (
        <Button size="s" icon={ArchiveRestore} onPress={() => void archive(channel, false)}>
          {t('discussions.unarchive')}
        </Button>
      )}
    </div>
  );
}
