import { Download, FolderInput, Trash2, X } from 'lucide-react';
import { ARCHIVE_MAX_CHOSEN, type ResourceView } from '@maroquin/contracts';
import { API, download } from '../../api/index.js';
import { formatSize, useT } from '../../i18n/index.js';
import type { SeveralActions } from '../places/index.js';
import { Button, IconButton, toast } from '../../ui/index.js';
import { contentHref } from './file-kinds.js';

/** One file as it is; several, or a folder, as one archive. */
export function downloadAll(rows: readonly ResourceView[]): void {
  const [first] = rows;
  if (first === undefined) return;
  if (rows.length === 1 && first.kind === 'file') return download(contentHref(first.id), first.name);
  const query = new URLSearchParams(rows.map(({ id }) => ['id', id]));
  download(`${API}/archives?${query.toString()}`, '');
}

interface SelectionBarProps {
  rows: readonly ResourceView[];
  several: SeveralActions;
  onClear: () => void;
}
/** What can be done with the chosen rows, in place of the heading of the list. */
export function SelectionBar({ rows, several, onClear }: SelectionBarProps) {
  const t = useT();
  const size = rows.reduce((sum, row) => sum + (row.size ?? 0), 0);
  const hasFolder = rows.some(({ kind }) => kind === 'folder');
  const count = t('files.selected', { count: rows.length });
  const isZip = hasFolder || rows.length > 1;
  const get = (): void => {
    if (rows.length > ARCHIVE_MAX_CHOSEN)
      toast({ text: t('files.zipTooMany', { count: ARCHIVE_MAX_CHOSEN }) });
    else downloadAll(rows);
  };
  return (
    <div className="mq-selbar" role="toolbar" aria-label={t('files.selectionActs')}>
      <IconButton
        icon={X}
        size="s"
        label={t('files.selectNone')}
        keys={t('files.backKey')}
        onPress={onClear}
      />
      <span className="mq-num mq-grow" role="status">
        {hasFolder
          ? count
          : t('files.selectedSize', { count: rows.length, size: formatSize(size, t.locale) })}
      </span>
      <Button size="s" variant="ghost" icon={Download} onPress={get}>
        {t(isZip ? 'files.zip' : 'files.download')}
      </Button>
      {several.mayMove(rows) && (
        <Button size="s" variant="ghost" icon={FolderInput} onPress={() => several.move(rows)}>
          {t('files.move')}
        </Button>
      )}
      {several.mayTrash(rows) && (
        <Button size="s" variant="ghost" icon={Trash2} onPress={() => void several.trash(rows).then(onClear)}>
          {t('files.trash')}
        </Button>
      )}
    </div>
  );
}
