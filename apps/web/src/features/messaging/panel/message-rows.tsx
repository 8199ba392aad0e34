import { useState } from 'react';
import { type Translate, useDates, useT } from '../../../i18n/index.js';
import type { TimelineRow } from '../conversation/timeline.js';
import { MessageRow, PendingRow } from '../message/message-row.js';

type Dates = ReturnType<typeof useDates>;
type RowsProps = Pick<Parameters<typeof PendingRow>[0], 'me' | 'outbox' | 'isCut'>;

/** Up and down go from one message to the next; what can be done with it is shown then, and Tab goes there. */
export function Rows({ rows, ...rest }: { rows: readonly TimelineRow[] } & RowsProps) {
  const [active, setActive] = useState<number | null>(null);
  return (
    <ol className="mq-dis-list" onKeyDown={walk} onBlur={(event) => leaves(event) && setActive(null)}>
      {rows.map((row) => (
        <Row key={row.key} row={row} active={active} onActive={setActive} {...rest} />
      ))}
    </ol>
  );
}

const leaves = ({ currentTarget, relatedTarget }: React.FocusEvent): boolean =>
  !currentTarget.contains(relatedTarget);

const walk = (event: React.KeyboardEvent): void => {
  const { target, key } = event;
  if (!(target instanceof HTMLLIElement) || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
  event.preventDefault();
  const next = (from: Element): Element | null =>
    key === 'ArrowUp' ? from.previousElementSibling : from.nextElementSibling;
  let row = next(target);
  while (row !== null && !row.hasAttribute('data-seq')) row = next(row);
  if (row instanceof HTMLElement) row.focus();
};

/** From the list itself, up goes to its last message. */
export const enterRows = (event: React.KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'ArrowUp' || event.target !== event.currentTarget) return;
  const rows = event.currentTarget.querySelectorAll<HTMLElement>('li[data-seq]');
  const last = rows[rows.length - 1];
  if (last === undefined) return;
  event.preventDefault();
  last.focus();
};

interface RowProps extends RowsProps {
  row: TimelineRow;
  active: number | null;
  onActive: (seq: number | null) => void;
}
function Row({ row, active, onActive, ...rest }: RowProps) {
  const t = useT();
  const dates = useDates();
  if (row.kind === 'message')
    return (
      <MessageRow
        message={row.message}
        follows={row.follows}
        isActive={active === row.message.seq}
        onActive={onActive}
      />
    );
  if (row.kind === 'pending') return <PendingRow pending={row.pending} follows={row.follows} {...rest} />;
  if (row.kind === 'new')
    return (
      <li className="mq-dis-day new" data-new>
        {t('conversation.newSince', {
          time: isToday(dates, row.at) ? dates.time(row.at) : dates.short(row.at),
        })}
      </li>
    );
  return (
    <li className="mq-dis-day">
      <time dateTime={row.at}>{dayLabel(row.at, dates, t)}</time>
    </li>
  );
}

const isToday = (dates: Dates, at: string): boolean => dates.day(at) === dates.day(new Date());
const dayLabel = (at: string, dates: Dates, t: Translate): string => {
  if (isToday(dates, at)) return t('conversation.today');
  if (dates.day(at) === dates.day(new Date(Date.now() - 86_400_000))) return t('conversation.yesterday');
  return dates.short(at);
};
