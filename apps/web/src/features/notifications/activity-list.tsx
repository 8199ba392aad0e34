import { type KeyboardEvent, useState } from 'react';
import type { NotificationView } from '@maroquin/contracts';
import { useDates, useT } from '../../i18n/index.js';
import { reportFailure } from '../../ui/index.js';
import { ActivityRow } from './activity-row.js';
import { useMarkNotifications } from './notifications-api.js';

/** By day. One row takes the focus, arrows go from row to row. */
export function ActivityList({
  rows,
  headings: Day = 'h2',
}: {
  rows: readonly NotificationView[];
  headings?: 'h2' | 'h3';
}) {
  const t = useT();
  const mark = useMarkNotifications();
  const [focused, setFocused] = useState<string | null>(null);
  const active = rows.find(({ id }) => id === focused)?.id ?? rows[0]?.id;
  const setRead = ({ id }: NotificationView, read: boolean): void =>
    mark.mutate({ ids: [id], read }, { onError: reportFailure });
  return (
    <div className="mq-feed" onKeyDown={moveFocus} role="group" aria-describedby="activity-keys">
      <p id="activity-keys" className="mq-vh">
        {t('activity.keys')}
      </p>
      {useDays(rows).map(([day, own]) => (
        <section key={day} aria-label={day}>
          <Day>{day}</Day>
          <ol>
            {own.map((one) => (
              <ActivityRow
                key={one.id}
                one={one}
                isActive={one.id === active}
                onFocus={() => setFocused(one.id)}
                onRead={(read) => setRead(one, read)}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function useDays(rows: readonly NotificationView[]): readonly [string, readonly NotificationView[]][] {
  const dates = useDates();
  const days = new Map<string, NotificationView[]>();
  for (const row of rows) {
    const day = dates.heading(row.at);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days];
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.go')];
  const here = links.findIndex((link) => link.closest('li')?.contains(document.activeElement) === true);
  const next =
    event.key === 'Home'
      ? 0
      : event.key === 'End'
        ? links.length - 1
        : here + (steps[event.key] ?? Number.NaN);
  if (!isPlain || !Number.isInteger(next) || links[next] === undefined) return;
  event.preventDefault();
  links[next].focus();
}
