import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type CircuitView, idSchema } from '@maroquin/contracts';
import { isApiError } from '../../../api/index.js';
import { circuitHref, NotFoundPage, PageHeader } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { ErrorNote, Note, Skeleton } from '../../../ui/index.js';
import { VersionText } from '../history/version-text.js';
import { HueBook } from '../writing/hues.js';
import { useCircuitContent } from '../circuit/circuit-api.js';
import './editor.css';
import '../history/history.css';
import '../prose/formats.css';
import '../circuit/circuit.css';

/** `/d/:documentId/circuit/:circuitId`: the very version that people read, approve and sign, to be read. */
export function CircuitVersionPage() {
  const { documentId, circuitId } = useParams();
  const document = idSchema.safeParse(documentId);
  const circuit = idSchema.safeParse(circuitId);
  if (!document.success || !circuit.success) return <NotFoundPage />;
  return <Version documentId={document.data} id={circuit.data} />;
}

const wordsOf = (status: CircuitView['status']) => {
  if (status === 'approved') return 'circuit.versionSigned';
  return status === 'done' ? 'circuit.versionDone' : 'circuit.versionAsked';
};

const NO_CHANGES: never[] = [];

function Version({ documentId, id }: { documentId: string; id: string }) {
  const t = useT();
  const dates = useDates();
  const { data, error } = useCircuitContent(documentId, id);
  const [hues] = useState(() => new HueBook());
  if (isApiError(error, 'request.not-found')) return <NotFoundPage />;
  if (data === undefined)
    return (
      <div className="mq-pad">
        {error ? <ErrorNote error={error} /> : <Skeleton rows={6} label={t('history.reading')} />}
      </div>
    );
  const { circuit } = data;
  const day = dates.full(circuit.startedAt);
  return (
    <>
      <PageHeader title={circuit.title} documentTitle={t('circuit.versionOf', { title: circuit.title })} />
      <div className="mq-scroll mq-desk-bg" data-region="content" tabIndex={-1}>
        <div className="mq-circuit-version">
          <Note tone={circuit.status === 'open' ? 'info' : 'ok'}>
            <p>{t(wordsOf(circuit.status), { day })}</p>
            <p>
              <Link to={circuitHref(documentId)}>{t('circuit.back')}</Link>
            </p>
          </Note>
        </div>
        <div className="mq-sheet">
          <VersionText
            documentId={documentId}
            content={data.content}
            changes={NO_CHANGES}
            hues={hues}
            describe={() => ''}
          />
        </div>
      </div>
    </>
  );
}
