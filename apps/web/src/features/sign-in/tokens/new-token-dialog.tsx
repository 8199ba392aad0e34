import { useId, useState } from 'react';
import { type CreatedToken, type newTokenSchema, ownTokenScopes } from '@maroquin/contracts';
import type { z } from 'zod';
import { useT } from '../../../i18n/index.js';
import { CheckField, FormDialog, NameField, SelectField } from '../../../ui/index.js';
import { useCreateToken } from './tokens-api.js';

type Scope = z.infer<typeof newTokenSchema>['scopes'][number];
const LIFETIMES = ['7', '30', '90', '365'] as const;

/** What a program may do, where it is not to go on for ever. */
export function NewTokenDialog({
  isPassword = false,
  onClose,
  onCreated,
}: {
  /** For what a file manager shows from the beginning. */
  isPassword?: boolean;
  onClose: () => void;
  onCreated: (token: CreatedToken) => void;
}) {
  const t = useT();
  const create = useCreateToken();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(isPassword ? ['documents', 'files'] : []);
  const [days, setDays] = useState<(typeof LIFETIMES)[number]>('90');
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (name.trim() === '' || scopes.length === 0) return;
    const wanted = { name: name.trim(), scopes: [...scopes], days: Number(days) };
    create.mutate(wanted, { onSuccess: onCreated });
  };
  return (
    <FormDialog
      guarded
      onClose={onClose}
      title={t(isPassword ? 'tokens.mountTitle' : 'tokens.createTitle')}
      submit={t('tokens.createSubmit')}
      onSubmit={submit}
      isPending={create.isPending}
      error={create.error}
    >
      <NameField
        label={t('tokens.name')}
        hint={t('tokens.nameHint')}
        value={name}
        onChange={setName}
        tried={tried}
      />
      <Scopes scopes={scopes} onChange={setScopes} isMissing={tried && scopes.length === 0} />
      <SelectField
        label={t('tokens.ends')}
        value={days}
        options={LIFETIMES.map((id) => ({ id, label: t('tokens.days', { days: Number(id) }) }))}
        onChange={(chosen) => chosen && setDays(chosen)}
      />
      <p className="mq-small mq-sec">{t('tokens.never')}</p>
    </FormDialog>
  );
}

interface ScopesProps {
  scopes: readonly Scope[];
  onChange: (scopes: readonly Scope[]) => void;
  isMissing: boolean;
}
function Scopes({ scopes, onChange, isMissing }: ScopesProps) {
  const t = useT();
  const error = useId();
  return (
    <fieldset className="mq-stack" aria-describedby={isMissing ? error : undefined}>
      <legend className="mq-lbl">{t('tokens.allows')}</legend>
      {ownTokenScopes.map((scope) => (
        <CheckField
          key={scope}
          isSelected={scopes.includes(scope)}
          onChange={(isSelected) =>
            onChange(ownTokenScopes.filter((one) => (one === scope ? isSelected : scopes.includes(one))))
          }
        >
          {t(`tokens.scope.${scope}`)}
        </CheckField>
      ))}
      {isMissing && (
        <p id={error} role="alert" className="mq-err">
          {t('tokens.allowsNeeded')}
        </p>
      )}
    </fieldset>
  );
}
