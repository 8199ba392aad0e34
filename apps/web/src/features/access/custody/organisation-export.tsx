import { Download } from 'lucide-react';
import { useState } from 'react';
import { type OrganisationExport, organisationExportSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { API, download, request } from '../../../api/index.js';
import { formatSize, useDates, useT } from '../../../i18n/index.js';
import { announce, Button, ConfirmDialog, ErrorNote, Note } from '../../../ui/index.js';

const KEY = ['organisation-export'];
/** How often one looks again: what somebody else agrees to, or how far it is. */
const AGAIN_MS = { waiting: 10_000, agreed: 2_000 } as const;

/** The whole organisation as one archive: asked for here, agreed to by an auditor, then taken along by whoever asked. */
export function OrganisationExportPart() {
  const t = useT();
  const state = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      request('GET', '/organisation-export', { schema: organisationExportSchema, signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data.state === 'none' ? false : AGAIN_MS[data.state],
  });
  return (
    <section className="mq-keys-part" aria-labelledby="keys-export">
      <h2 id="keys-export">{t('keys.export')}</h2>
      <p className="mq-sec">{t('keys.exportText')}</p>
      {state.error && <ErrorNote error={state.error} />}
      {state.data && <Standing export={state.data} />}
      {state.data?.last && <Last last={state.data.last} />}
    </section>
  );
}

function Standing({ export: { state, until } }: { export: OrganisationExport }) {
  const t = useT();
  const dates = useDates();
  const date = until === null ? '' : dates.full(until);
  if (state === 'none') return <Ask />;
  if (state === 'waiting')
    return (
      <Note tone="plain">
        <p>{t('keys.exportWaits', { date })}</p>
      </Note>
    );
  return (
    <Note tone="ok">
      <p>{t('keys.exportAgreed', { date })}</p>
      <Button
        icon={Download}
        variant="primary"
        onPress={() => download(`${API}/organisation-export/archive`, '')}
      >
        {t('keys.exportTake')}
      </Button>
    </Note>
  );
}

/** Asks first: an auditor is going to be asked. */
function Ask() {
  const t = useT();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const ask = useMutation({
    mutationFn: () => request('POST', '/organisation-export/requests', { schema: organisationExportSchema }),
    onSuccess: (data) => {
      client.setQueryData(KEY, data);
      announce(t('keys.exportAsked'));
    },
  });
  return (
    <div>
      <Button onPress={() => setOpen(true)}>{t('keys.exportAsk')}</Button>
      {isOpen && (
        <ConfirmDialog
          title={t('keys.exportAsk')}
          error={ask.error}
          isPending={ask.isPending}
          onConfirm={() => ask.mutate()}
          onClose={() => setOpen(false)}
        >
          {t('keys.exportConfirm')}
        </ConfirmDialog>
      )}
    </div>
  );
}

function Last({ last }: { last: NonNullable<OrganisationExport['last']> }) {
  const t = useT();
  const dates = useDates();
  const { state, entries, bytes, leftOut, list, begunAt, finishedAt } = last;
  const count = { entries, size: formatSize(bytes, t.locale) };
  return (
    <div className="mq-sec">
      <p>{t(`keys.exportLast.${state}`, { ...count, date: dates.full(finishedAt ?? begunAt) })}</p>
      {state === 'done' && <p>{t('keys.exportLeft', { count: leftOut ?? 0 })}</p>}
      {list !== null && <p className="mq-keys-digest">{t('keys.exportList', { list })}</p>}
    </div>
  );
}
