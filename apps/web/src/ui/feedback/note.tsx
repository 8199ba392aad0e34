import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/index.js';
import { ApiError } from '../../api/index.js';
import { Icon } from '../signs/icon.js';

const icons = { bad: CircleAlert, warn: TriangleAlert, ok: CircleCheck, info: Info, plain: Info };

export interface NoteProps {
  tone: keyof typeof icons;
  children: ReactNode;
  actions?: ReactNode;
  /** Announced at once; only for the loss of something. */
  isAlert?: boolean;
}
/** A message in place, where the person was doing something. */
export function Note({ tone, children, actions, isAlert }: NoteProps) {
  return (
    <div className={`mq-note ${tone}`} role={isAlert ? 'alert' : undefined}>
      <Icon of={icons[tone]} />
      <div className="txt mq-grow">
        {children}
        {actions && <div className="acts">{actions}</div>}
      </div>
    </div>
  );
}

/** What happened, what is safe, what to do; the code stands in the details. */
export function ErrorNote({ error, actions }: { error: unknown; actions?: ReactNode }) {
  const t = useT();
  const known = error instanceof ApiError ? error : new ApiError(500, 'server.failure', null);
  return (
    <Note tone="bad" isAlert actions={actions}>
      <p>
        <b>{known.title(t.locale)}</b> {known.remedy(t.locale)}
      </p>
    </Note>
  );
}
