import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { ResourceView } from '@maroquin/contracts';
import { useChildren } from '../../api/index.js';
import { fileHref, useShortcut } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { IconButton } from '../../ui/index.js';

const KINDS = ['folder', 'file'] as const;

/** From one file of the folder to the next, in the order of its list. */
export function FileSteps({ file, onLeave }: { file: ResourceView; onLeave: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const query = useChildren(file.parentId ?? '', KINDS, 'name', file.parentId !== null);
  const files = (query.data?.pages.flatMap((page) => page.items) ?? []).filter(({ kind }) => kind === 'file');
  const at = files.findIndex(({ id }) => id === file.id);
  const previous = at > 0 ? files[at - 1] : undefined;
  const next = at >= 0 ? files[at + 1] : undefined;
  const goTo = (to: ResourceView | undefined) =>
    to === undefined ? null : () => void navigate(fileHref(to.id), { replace: true });
  useShortcut('alt+shift+arrowleft', goTo(previous));
  useShortcut('alt+shift+arrowright', goTo(next));
  const isLastKnown = at === files.length - 1 && query.hasNextPage;
  const { fetchNextPage } = query;
  useEffect(() => {
    if (isLastKnown) void fetchNextPage();
  }, [isLastKnown, fetchNextPage]);
  return (
    <div className="mq-file-bar">
      <IconButton icon={ArrowLeft} label={t('files.back')} keys={t('files.backKey')} onPress={onLeave} />
      <span className="mq-grow" />
      {at >= 0 && (
        <span className="mq-num">
          {query.hasNextPage
            ? t('files.place', { at: at + 1 })
            : t('files.placeOf', { at: at + 1, count: files.length })}
        </span>
      )}
      <IconButton
        icon={ChevronLeft}
        label={t('files.previousFile')}
        keys={t('files.previousKey')}
        isDisabled={previous === undefined}
        onPress={() => goTo(previous)?.()}
      />
      <IconButton
        icon={ChevronRight}
        label={t('files.nextFile')}
        keys={t('files.nextKey')}
        isDisabled={next === undefined}
        onPress={() => goTo(next)?.()}
      />
    </div>
  );
}
