import type { NewTotp } from '@maroquin/contracts';
import { useState } from 'react';
import { isApiError } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, FormDialog, TextField, toast } from '../../../ui/index.js';
import { QrCode } from './qr-code.js';
import { useConfirmGenerator } from './security-api.js';

interface GeneratorDialogProps {
  made: NewTotp;
  onClose: () => void;
  onConfirmed: (codes: readonly string[]) => void;
}

/** In fours, as apps ask for it. */
const spaced = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/gu, '$1 ');

function NewGenerator({ made }: { made: NewTotp }) {
  const t = useT();
  return (
    <>
      <p>{t('security.scan')}</p>
      <QrCode text={made.uri} label={t('security.scanLabel')} />
      <TextField
        label={t('security.secret')}
        hint={t('security.secretHint')}
        value={spaced(made.secret)}
        rows={2}
        isReadOnly
      />
    </>
  );
}

export function GeneratorDialog({ made, onClose, onConfirmed }: GeneratorDialogProps) {
  const t = useT();
  const confirm = useConfirmGenerator();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const isWhole = /^\d{6}$/u.test(code.replaceAll(/\s/gu, ''));
  const submit = () => {
    setTried(true);
    if (!isWhole) return;
    confirm.mutate(code, {
      onSuccess: ({ codes }) => {
        onConfirmed(codes);
        toast({ text: t('security.generatorAdded') });
      },
    });
  };
  const refused = isApiError(confirm.error, 'sign-in.code-failed')
    ? `${confirm.error.title(t.locale)} ${confirm.error.remedy(t.locale)}`
    : null;
  return (
    <FormDialog
      guarded
      onClose={onClose}
      title={t('security.generatorAdd')}
      submit={t('security.confirmSubmit')}
      onSubmit={submit}
      isPending={confirm.isPending}
    >
      {confirm.error && !refused && <ErrorNote error={confirm.error} />}
      <NewGenerator made={made} />
      <TextField
        label={t('security.confirm')}
        hint={t('security.confirmHint')}
        value={code}
        onChange={setCode}
        autoFocus
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={12}
        error={tried && !isWhole ? t('security.confirmNeeded') : refused}
      />
    </FormDialog>
  );
}
