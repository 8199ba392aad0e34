import { type OrganisationStorage, organisationStorageSchema } from '@maroquin/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { queryKeys, request } from '../../api/index.js';
import { formatSize, type Translate, useT } from '../../i18n/index.js';
import { announce, Button, ErrorNote, TextField, useAttempt } from '../../ui/index.js';
import { bytesOf, gigabytesOf } from './gigabytes.js';

const key = [...queryKeys.storage, 'organisation'] as const;

/** How much the organisation keeps, and what holds for people and spaces that have no quota of their own. */
export function StorageSection() {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      request('GET', '/organisation/storage', { schema: organisationStorageSchema, signal }),
  });
  return (
    <section aria-labelledby="organisation-storage">
      <div className="mq-sect">
        <h2 id="organisation-storage">{t('quota.section')}</h2>
      </div>
      {error && <ErrorNote error={error} />}
      {data && (
        <p>
          <Link to="/stockage">{t('quota.see')}</Link>
        </p>
      )}
      {data && <Defaults key={`${String(data.personMaxBytes)} ${String(data.spaceMaxBytes)}`} known={data} />}
    </section>
  );
}

const keptText = ({ usedBytes, maxBytes }: OrganisationStorage, t: Translate): string => {
  const used = formatSize(usedBytes, t.locale);
  if (maxBytes === null) return t('quota.organisation', { used });
  return t('quota.organisationOf', { used, max: formatSize(maxBytes, t.locale) });
};
const fieldOf = (bytes: number | null, { locale }: Translate): string =>
  bytes === null ? '' : gigabytesOf(bytes, locale);
/** Nothing typed: no limit; undefined: no size. */
const limitOf = (typed: string): number | null | undefined =>
  typed.trim() === '' ? null : (bytesOf(typed) ?? undefined);

function Defaults({ known }: { known: OrganisationStorage }) {
  const t = useT();
  const client = useQueryClient();
  const [person, setPerson] = useState(fieldOf(known.personMaxBytes, t));
  const [space, setSpace] = useState(fieldOf(known.spaceMaxBytes, t));
  const { busy, error, attempt } = useAttempt();
  const [personMaxBytes, spaceMaxBytes] = [limitOf(person), limitOf(space)];
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (personMaxBytes === undefined || spaceMaxBytes === undefined) return;
    void attempt(async () => {
      await request('PUT', '/organisation/storage', { body: { personMaxBytes, spaceMaxBytes } });
      announce(t('people.settingsSaved'));
      await client.invalidateQueries({ queryKey: queryKeys.storage });
    });
  };
  return (
    <form className="mq-stack" onSubmit={save}>
      <p>{keptText(known, t)}</p>
      <LimitField label={t('quota.eachPerson')} value={person} onChange={setPerson} />
      <LimitField label={t('quota.eachSpace')} value={space} onChange={setSpace} />
      {error !== null && <ErrorNote error={error} />}
      <p className="mq-small mq-muted">{t('quota.less')}</p>
      <span>
        <Button type="submit" isPending={busy}>
          {t('quota.save')}
        </Button>
      </span>
    </form>
  );
}

interface LimitFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}
/** In Go; empty: no limit. */
function LimitField({ label, value, onChange }: LimitFieldProps) {
  const t = useT();
  return (
    <TextField
      label={label}
      hint={t('quota.emptyIsNone')}
      value={value}
      onChange={onChange}
      inputMode="decimal"
      autoComplete="off"
      error={limitOf(value) === undefined ? t('quota.wrong') : null}
    />
  );
}
