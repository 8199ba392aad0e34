import { type StorageQuota, storageQuotaSchema } from '@maroquin/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys, request } from '../../api/index.js';
import { formatSize, type Locale, useT } from '../../i18n/index.js';
import { ErrorNote, FormDialog, SelectField, TextField, toast, useAttempt } from '../../ui/index.js';
import { bytesOf, gigabytesOf } from './gigabytes.js';

interface QuotaDialogProps {
  /** A person or a space. */
  holder: { readonly id: string; readonly name: string };
  onClose: () => void;
}

/** How much a person or a space may keep. Mounted only while open. */
export function QuotaDialog({ holder, onClose }: QuotaDialogProps) {
  const { data, error } = useQuery({
    queryKey: [...queryKeys.storage, 'quota', holder.id],
    queryFn: ({ signal }) =>
      request('GET', `/storage/quotas/${holder.id}`, { schema: storageQuotaSchema, signal }),
    gcTime: 0,
  });
  if (data === undefined) return error === null ? null : <ErrorNote error={error} />;
  return <QuotaForm holder={holder} known={data} onClose={onClose} />;
}

const KINDS = ['default', 'own', 'none'] as const;
type Kind = (typeof KINDS)[number];
const kindOf = (quota: StorageQuota['quota']): Kind =>
  quota === 'default' ? 'default' : quota === null ? 'none' : 'own';
const typedOf = (quota: StorageQuota['quota'], locale: Locale): string =>
  typeof quota === 'number' ? gigabytesOf(quota, locale) : '';

function QuotaForm({ holder, known, onClose }: QuotaDialogProps & { known: StorageQuota }) {
  const t = useT();
  const client = useQueryClient();
  const [kind, setKind] = useState(kindOf(known.quota));
  const [gigabytes, setGigabytes] = useState(typedOf(known.quota, t.locale));
  const [isWrong, setWrong] = useState(false);
  const { busy, error, attempt } = useAttempt();
  const send = async (): Promise<void> => {
    const own = bytesOf(gigabytes);
    setWrong(kind === 'own' && own === null);
    if (kind === 'own' && own === null) return;
    const wanted = kind === 'default' ? 'default' : kind === 'none' ? null : own;
    await attempt(async () => {
      await request('PUT', `/storage/quotas/${holder.id}`, { body: { quota: wanted } });
      await client.invalidateQueries({ queryKey: queryKeys.storage });
      toast({ text: t('quota.saved', { name: holder.name }) });
      onClose();
    });
  };
  return (
    <FormDialog
      title={t('quota.title')}
      subtitle={holder.name}
      submit={t('quota.save')}
      onSubmit={() => void send()}
      onClose={onClose}
      isPending={busy}
      error={error}
    >
      <p>{t('quota.keeps', { used: formatSize(known.usedBytes, t.locale) })}</p>
      <SelectField<Kind>
        label={t('quota.limit')}
        value={kind}
        options={KINDS.map((one) => ({ id: one, label: t(`quota.${one}`) }))}
        onChange={(chosen) => setKind(chosen ?? 'default')}
      />
      {kind === 'own' && (
        <TextField
          label={t('quota.gigabytes')}
          value={gigabytes}
          onChange={setGigabytes}
          inputMode="decimal"
          autoComplete="off"
          error={isWrong ? t('quota.wrong') : null}
        />
      )}
      <p className="mq-small mq-muted">{t('quota.less')}</p>
    </FormDialog>
  );
}
