import { useCallback, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { idSchema } from '@maroquin/contracts';
import { isApiError, useMe, usePlace } from '../../../api/index.js';
import { NotFoundPage } from '../../../frame/index.js';
import { useCollab } from '../../coediting/index.js';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, Skeleton } from '../../../ui/index.js';
import { OpenDocument } from './open-document.js';
import './editor.css';

/** `/d/:documentId` */
export function EditorPage() {
  const { documentId } = useParams();
  const id = idSchema.safeParse(documentId);
  const [turn, setTurn] = useState(0);
  const restart = useRestart(() => setTurn((now) => now + 1));
  if (!id.success) return <NotFoundPage />;
  return <DocumentFor key={`${id.data} ${String(turn)}`} id={id.data} onRestart={restart} />;
}

/** Once at once; again and again only with a pause, should the server not know its own restore yet. */
const RESTART_PAUSE_MS = 3000;
const useRestart = (restart: () => void): (() => void) => {
  const last = useRef(0);
  const latest = useRef(restart);
  latest.current = restart;
  return useCallback(() => {
    const wait = Date.now() - last.current < RESTART_PAUSE_MS ? RESTART_PAUSE_MS : 0;
    last.current = Date.now() + wait;
    setTimeout(() => latest.current(), wait);
  }, []);
};

function DocumentFor({ id, onRestart }: { id: string; onRestart: () => void }) {
  const t = useT();
  const { person: me, visit } = useMe();
  const query = usePlace(id);
  const collab = useCollab(id, me.id, visit !== undefined);
  const isRefusal = isApiError(query.error) && query.error.status >= 400 && query.error.status < 500;
  if (isRefusal && query.data === undefined) return <NotFoundPage resourceId={id} />;
  if (query.data !== undefined && query.data.resource.kind !== 'document') return <NotFoundPage />;
  if (query.data === undefined || collab === null)
    return (
      <>
        <div className="mq-head" />
        <div className="mq-pad">
          {query.error ? <ErrorNote error={query.error} /> : <Skeleton label={t('editor.loading')} />}
        </div>
      </>
    );
  return <OpenDocument {...{ collab, me, onRestart }} place={query.data} isVisitor={visit !== undefined} />;
}
