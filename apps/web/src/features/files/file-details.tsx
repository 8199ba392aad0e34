import { X } from 'lucide-react';
import { type Place, type ResourceView, roleAtLeast } from '@maroquin/contracts';
import { formatSize, useDates, useT } from '../../i18n/index.js';
import { useAccess, useIsVisitor } from '../access/index.js';
import { AvatarStack, IconButton, personName } from '../../ui/index.js';
import { kindOf } from './file-kinds.js';
import { FileVersions } from './file-versions.js';

const MAX_AVATARS = 6;

/** What is known of the file: facts, versions, who has access. */
export function FileDetails({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useT();
  const isVisitor = useIsVisitor();
  const { resource, breadcrumb } = place;
  const isInFolder = !['channel', 'document'].includes(breadcrumb.at(-1)?.kind ?? '');
  return (
    <aside className="mq-panel" aria-labelledby="file-details" data-region="panel" tabIndex={-1}>
      <header className="mq-panel-head">
        <h2 id="file-details">{t('files.details')}</h2>
        <IconButton icon={X} size="s" label={t('files.closeDetails')} onPress={onClose} />
      </header>
      <div className="mq-file-details">
        <Facts file={resource} />
        {isInFolder && roleAtLeast(resource.role, 'editor') && <FileVersions file={resource} />}
        {!isVisitor && <FileReaders file={resource} />}
      </div>
    </aside>
  );
}

function Facts({ file }: { file: ResourceView }) {
  const t = useT();
  const dates = useDates();
  const fact = (at: string, by: ResourceView['createdBy']) =>
    by === null ? dates.short(at) : t('files.factBy', { date: dates.short(at), name: personName(t, by) });
  return (
    <dl className="mq-file-facts">
      <dt>{t('files.factKind')}</dt>
      <dd>{kindOf(file, t)}</dd>
      <dt>{t('files.colSize')}</dt>
      <dd>{file.size === null ? '' : formatSize(file.size, t.locale)}</dd>
      <dt>{t('files.factCreated')}</dt>
      <dd>{fact(file.createdAt, file.createdBy)}</dd>
      <dt>{t('files.colModified')}</dt>
      <dd>{fact(file.updatedAt, file.updatedBy)}</dd>
    </dl>
  );
}

function FileReaders({ file }: { file: ResourceView }) {
  const t = useT();
  const { rows, hasMore } = useAccess(file.id);
  const subjects = [...new Map(rows.map(({ subject }) => [subject.id, subject])).values()];
  if (subjects.length === 0) return null;
  const names = subjects.slice(0, MAX_AVATARS).map((subject) => personName(t, subject));
  return (
    <section aria-labelledby="file-access">
      <h3 id="file-access">{t('files.access')}</h3>
      <AvatarStack people={subjects.filter(({ kind }) => kind === 'person').slice(0, MAX_AVATARS)} />
      <p className="mq-small mq-sec">
        {hasMore || subjects.length > MAX_AVATARS
          ? t('files.accessMore', { names: names.join(', ') })
          : names.join(', ')}
      </p>
    </section>
  );
}
