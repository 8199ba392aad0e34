import { Stamp } from 'lucide-react';
import { useState } from 'react';
import { type Place, roleAtLeast } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Skeleton } from '../../../ui/index.js';
import { CircuitCard } from './circuit-card.js';
import { useCircuits } from './circuit-api.js';
import { StartCircuitDialog } from './start-circuit-dialog.js';
import './circuit.css';

interface CircuitPanelProps {
  place: Place;
  /** Resolves once what this page wrote is committed: what is submitted is what one sees. */
  whenSaved: () => Promise<void>;
}

/** Who reads, approves and signs the document: the circuit that runs, and those before it. */
export function CircuitPanel({ place, whenSaved }: CircuitPanelProps) {
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
      {rest.length > 0 && (
        <section aria-labelledby="circuits-before">
          <h3 id="circuits-before">{t('circuit.before')}</h3>
          {rest.map((one) => (
            <CircuitCard key={one.id} documentId={resource.id} circuit={one} />
          ))}
        </section>
      )}
      {isStarting && (
        <StartCircuitDialog {...{ resource, whenSaved, newest }} onClose={() => setStarting(false)} />
      )}
    </div>
  );
}
