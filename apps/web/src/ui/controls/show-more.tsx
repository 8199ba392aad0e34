import { useEffect, useRef } from 'react';
import { useT } from '../../i18n/index.js';
import { Button } from './button.js';

interface ShowMoreProps {
  list: { hasMore: boolean; isLoadingMore: boolean; loadMore: () => void };
}
/** Below a list that goes on. When the last rows came it goes, and the list above it gets the focus. */
export function ShowMore({ list: { hasMore, isLoadingMore, loadMore } }: ShowMoreProps) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  const was = useRef(hasMore);
  useEffect(() => {
    const isLost = was.current && !hasMore && document.activeElement === document.body;
    was.current = hasMore;
    const above = place.current?.previousElementSibling;
    if (!isLost || !(above instanceof HTMLElement)) return;
    above.tabIndex = -1;
    above.focus();
  }, [hasMore]);
  return (
    <div className="mq-more" ref={place} hidden={!hasMore}>
      {hasMore && (
        <Button onPress={loadMore} isPending={isLoadingMore}>
          {t('ui.showMore')}
        </Button>
      )}
    </div>
  );
}
