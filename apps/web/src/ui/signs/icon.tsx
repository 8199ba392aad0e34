import type { LucideIcon } from 'lucide-react';

/** A drawn sign beside a word; alone it says nothing to a screen reader. */
export function Icon({
  of: Drawing,
  size = 'm',
  className = '',
}: {
  of: LucideIcon;
  size?: 's' | 'm' | 'l';
  className?: string;
}) {
  return <Drawing className={`mq-i ${size} ${className}`} strokeWidth={1.75} aria-hidden="true" />;
}
