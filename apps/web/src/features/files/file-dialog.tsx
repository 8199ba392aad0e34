import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { formatSize, useDates, useT } from '../../i18n/index.js';
import { Dialog, Icon, IconButton } from '../../ui/index.js';
import './files.css';
import { DownloadLink } from './download-link.js';
import { FileGlyph, isPicture } from './file-kinds.js';
import { contentHref } from './previews/content.js';

/** What is shown of a file. */
export type ShownFile = Pick<
  ResourceView,
  'id' | 'kind' | 'name' | 'mediaType' | 'size' | 'updatedAt' | 'createdBy'
>;

export interface FileDialogProps<F extends ShownFile> {
  file: F;
  /** The pictures of the same place, in the order of the list: arrows go from one to the next. */
  pictures: readonly F[];
  onOpen: (file: F) => void;
  onClose: () => void;
}

/** One file: a picture is shown, anything else is described; both can be downloaded. */
export function FileDialog<F extends ShownFile>({ file, pictures, onOpen, onClose }: FileDialogProps<F>) {
  const t = useT();
  const dates = useDates();
  const at = pictures.findIndex((p) => p.id === file.id);
  const previous = at > 0 ? pictures[at - 1] : undefined;
  const next = at >= 0 ? pictures[at + 1] : undefined;
  useArrows(previous, next, onOpen);
  const by = file.createdBy?.name;
  const facts = [file.size === null ? null : formatSize(file.size, t.locale), dates.short(file.updatedAt), by]
    .filter(Boolean)
    .join(' · ');
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={file.name}
      footer={
        <>
          {pictures.length > 1 && at >= 0 && <Steps {...{ previous, next, onOpen }} />}
          <span className="mq-small mq-sec mq-num mq-grow">{facts}</span>
          <DownloadLink file={file} className="mq-btn primary m">
            <Icon of={Download} />
            {t('files.download')}
          </DownloadLink>
        </>
      }
    >
      {isPicture(file) ? (
        <Picture key={file.id} file={file} />
      ) : (
        <div className="mq-file-plain">
          <FileGlyph name={file.name} mediaType={file.mediaType} />
          <p>{t('files.noPreview')}</p>
        </div>
      )}
    </Dialog>
  );
}

interface StepsProps<F> {
  previous: F | undefined;
  next: F | undefined;
  onOpen: (file: F) => void;
}
function Steps<F extends ShownFile>({ previous, next, onOpen }: StepsProps<F>) {
  const t = useT();
  const step = (icon: typeof ChevronLeft, label: string, to: F | undefined) => (
    <IconButton icon={icon} label={label} isDisabled={to === undefined} onPress={() => to && onOpen(to)} />
  );
  return (
    <span className="mq-file-steps">
      {step(ChevronLeft, t('files.previous'), previous)}
      {step(ChevronRight, t('files.next'), next)}
    </span>
  );
}

/** The arrows go from one picture to the next. */
function useArrows<F extends ShownFile>(
  previous: F | undefined,
  next: F | undefined,
  onOpen: (file: F) => void,
): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const target = event.key === 'ArrowLeft' ? previous : event.key === 'ArrowRight' ? next : undefined;
      if (target !== undefined) onOpen(target);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [previous, next, onOpen]);
}

function Picture({ file }: { file: ShownFile }) {
  const t = useT();
  const [isLost, setLost] = useState(false);
  if (isLost) return <p className="mq-file-plain">{t('files.previewLost')}</p>;
  return (
    <img
      className="mq-file-picture"
      src={`${contentHref(file.id)}?inline=1`}
      alt={file.name}
      onError={() => setLost(true)}
    />
  );
}
