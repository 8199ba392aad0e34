import { useEffect, useState, type ReactNode } from 'react';
import { useT } from '../../i18n/index.js';

/** The closed portfolio, the only picture of the product. */
export function Portfolio() {
  return (
    <svg className="port" viewBox="0 0 84 68" aria-hidden="true" fill="none">
      <rect width="84" height="68" rx="9" fill="var(--mq-accent-soft)" />
      <path
        d="M0 9a9 9 0 0 1 9-9h66a9 9 0 0 1 9 9v16a17 17 0 0 1-17 17H17A17 17 0 0 1 0 25Z"
        fill="var(--mq-accent-soft-hover)"
      />
      <path
        d="M5 10a5 5 0 0 1 5-5h64a5 5 0 0 1 5 5v14a13 13 0 0 1-13 13H18A13 13 0 0 1 5 24Z"
        stroke="var(--mq-gilt-line)"
        strokeWidth="1.5"
      />
      <rect x="35" y="32" width="14" height="19" rx="4" fill="var(--mq-gilt-line)" />
      <circle cx="42" cy="39.500" r="2.400" fill="var(--mq-surface)" />
      <rect x="41" y="40" width="2" height="6" rx="1" fill="var(--mq-surface)" />
    </svg>
  );
}

export interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** `h1` on a page that holds nothing else. */
  level?: 'h1' | 'h2';
}
/** One sentence of what goes here, one or two buttons. */
export function EmptyState({ title, children, actions, level: Heading = 'h2' }: EmptyStateProps) {
  return (
    <div className="mq-empty">
      <Portfolio />
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {actions && <div className="acts">{actions}</div>}
    </div>
  );
}

/** Nothing before 200 ms; then still shapes of the coming rows; after 1 s a sentence. */
export function Skeleton({ rows = 4, label }: { rows?: number; label?: string }) {
  const t = useT();
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [setTimeout(() => setStage(1), 200), setTimeout(() => setStage(2), 1000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div aria-busy="true">
      <div className={`mq-sk ${stage === 0 ? 'hush' : ''}`} aria-hidden="true">
        {Array.from({ length: rows }, (_, index) => (
          <i key={index} />
        ))}
      </div>
      {stage === 2 && (
        <p className="mq-small mq-muted" role="status">
          {label ?? t('ui.loading')}
        </p>
      )}
    </div>
  );
}

/** A measured wait. `value` between 0 and 1; absent while the end is unknown. */
export function Progress({
  value,
  label,
  isWaiting,
}: {
  value?: number;
  label: string;
  isWaiting?: boolean;
}) {
  return (
    <progress
      className={`mq-progress ${isWaiting ? 'wait' : ''}`}
      aria-label={label}
      max={100}
      value={value === undefined ? undefined : Math.round(value * 100)}
    />
  );
}
