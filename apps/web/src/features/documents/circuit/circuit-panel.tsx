import { Stamp } from 'lucide-react';
import { useState } from 'react';
import { type CircuitView, type Place, roleAtLeast } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Note, Skeleton } from '../../../ui/index.js';
import { CircuitCard } from './circuit-card.js';
import { useCircuits } from './circuit-api.js';
import { type CircuitDraft, draftOf } from './circuit-draft.js';
import { StartCircuitDialog } from './start-circuit-dialog.js';
import './circuit.css';

interface CircuitPanelProps {
  place: Place;
  /** Resolves once the page shows what the server has, and the reverse: what is submitted is what one sees. */
  whenLive: () => Promise<void>;
  /** What was being chosen when the text changed underneath. */
  draft: CircuitDraft | null;
  onDraft: (draft: CircuitDraft | null) => void;
}

/** Who reads, approves and signs the document: the circuit that runs, and those before it. */
export function CircuitPanel({ place, whenLive, draft, onDraft }: CircuitPanelProps) {
  const t = useT();
  const { resource, outside } = place;
  const { data, error } = useCircuits(resource.id);
  const [isStarting, setStarting] = useState(false);
  if (data === undefined)
    return (
      <div className="mq-pad">
        {error ? <ErrorNote error={error} /> : <Skeleton rows={3} label={t('circuit.loading')} />}
      </div>
    );
  const [newest, ...rest] = data;
  const mayStart = newest?.status !== 'open' && roleAtLeast(resource.role, 'editor') && !outside;
  return (
    <div className="mq-circuits mq-scroll" role="region" aria-label={t('circuit.panel')} tabIndex={0}>
      {data.length === 0 && <p className="mq-sec">{t(mayStart ? 'circuit.none' : 'circuit.noneReader')}</p>}
      {mayStart && draft !== null && (
        <Note tone="warn">
          <p>{t('circuit.reread')}</p>
        </Note>
      )}
      {mayStart && (
        <Button
          variant={newest === undefined ? 'primary' : 'plain'}
          icon={Stamp}
          onPress={() => setStarting(true)}
        >
          {t('circuit.start')}
        </Button>
      )}
      {newest !== undefined && <CircuitCard documentId={resource.id} circuit={newest} />}
      {rest.length > 0 && <FormerCircuits documentId={resource.id} circuits={rest} />}
      {isStarting && (
        <StartCircuitDialog
          {...{ resource, whenLive }}
          first={draft ?? draftOf(newest)}
          onClose={(kept) => {
            onDraft(kept);
            setStarting(false);
          }}
        />
      )}
    </div>
  );
}

function FormerCircuits({ documentId, circuits }: { documentId: string; circuits: readonly CircuitView[] }) {
  const t = useT();
  return (
    <section aria-labelledby="circuits-before">
      <h3 id="circuits-before">{t('circuit.before')}</h3>
      {circuits.map((circuit) => (
        <CircuitCard key={circuit.id} {...{ documentId, circuit }} />
      ))}
    </section>
  );
}
