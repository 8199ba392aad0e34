import { Download, FolderInput, Trash2, X } from 'lucide-react';
import { ARCHIVE_MAX_CHOSEN, type FileScan, type ResourceView } from '@maroquin/contracts';
import { API, download, downloadAllowed } from '../../api/index.js';
import { formatSize, useT } from '../../i18n/index.js';
import { scanSentence, type SeveralActions } from '../places/index.js';
import { Button, IconButton, reportFailure, toast } from '../../ui/index.js';
import { contentHref } from './previews/content.js';
import { useHeldBack } from './held-back.js';

/** One file as it is; several, or a folder, as one archive. */
export function downloadAll(rows: readonly ResourceView[]): void {
  const [first] = rows;
  if (first === undefined) return;
  if (rows.length === 1 && first.kind === 'file') {
    downloadAllowed(contentHref(first.id), first.name).catch(reportFailure);
    return;
  }
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
      <DownloadChosen rows={rows} />
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

/** What the antivirus holds back of them is said before, and is not offered alone. */
function DownloadChosen({ rows }: Pick<SelectionBarProps, 'rows'>) {
  const t = useT();
  const held = rows.map(useHeldBack()).filter((scan) => scan !== null);
  const isZip = rows.length > 1 || rows[0]?.kind === 'folder';
  const get = (): void => {
    if (rows.length > ARCHIVE_MAX_CHOSEN)
      toast({ text: t('files.zipTooMany', { count: ARCHIVE_MAX_CHOSEN }) });
    else downloadAll(rows);
  };
  return (
    <>
      {held.length < rows.length && (
        <Button size="s" variant="ghost" icon={Download} onPress={get}>
          {t(isZip ? 'files.zip' : 'files.download')}
        </Button>
      )}
      <HeldNote held={held} of={rows.length} />
    </>
  );
}

function HeldNote({ held, of }: { held: readonly FileScan[]; of: number }) {
  const t = useT();
  const [scan] = held;
  if (scan === undefined) return null;
  const words = of === 1 ? scanSentence(t, scan) : t('files.heldOfSeveral', { count: held.length });
  return (
    <p className="mq-small held" role="status">
      {words}
    </p>
  );
}
