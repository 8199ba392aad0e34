import { Plus, Smartphone } from 'lucide-react';
import type { NewTotp } from '@maroquin/contracts';
import { useState } from 'react';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, ConfirmDialog, Icon, reportFailure, toast } from '../../../ui/index.js';
import { GeneratorDialog } from './generator-dialog.js';
import { RecoveryCodesDialog } from './recovery-codes-dialog.js';
import { beginGenerator, useNewRecoveryCodes, useRemoveGenerator } from './security-api.js';

interface GeneratorSectionProps {
  since: string | null;
  codesLeft: number;
}

type Open =
  | { kind: 'setup'; made: NewTotp }
  | { kind: 'codes'; codes: readonly string[] }
  | { kind: 'remove' }
  | { kind: 'renew' };

export function GeneratorSection({ since, codesLeft }: GeneratorSectionProps) {
  const t = useT();
  const dates = useDates();
  const [open, setOpen] = useState<Open | null>(null);
  const [isBusy, setBusy] = useState(false);
  const close = () => setOpen(null);
  const showCodes = (codes: readonly string[]) => setOpen({ kind: 'codes', codes });
  const begin = async () => {
    setBusy(true);
    try {
      setOpen({ kind: 'setup', made: await beginGenerator() });
    } catch (error) {
      reportFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <section aria-labelledby="generator">
        <h2 id="generator">{t('security.generator')}</h2>
        <p className="mq-sec">{t('security.generatorText')}</p>
        <p className="state">
          <Icon of={Smartphone} />
          {since ? t('security.generatorOn', { date: dates.day(since) }) : t('security.generatorOff')}
        </p>
        {since ? (
          <Button onPress={() => setOpen({ kind: 'remove' })}>{t('security.generatorRemove')}</Button>
        ) : (
          <Button icon={Plus} isPending={isBusy} onPress={() => void begin()}>
            {t('security.generatorAdd')}
          </Button>
        )}
      </section>
      {since && <Codes left={codesLeft} onRenew={() => setOpen({ kind: 'renew' })} />}
      {open?.kind === 'setup' && <GeneratorDialog made={open.made} onClose={close} onConfirmed={showCodes} />}
      {open?.kind === 'codes' && <RecoveryCodesDialog codes={open.codes} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDialog onClose={close} />}
      {open?.kind === 'renew' && <RenewDialog onClose={close} onCodes={showCodes} />}
    </>
  );
}

function Codes({ left, onRenew }: { left: number; onRenew: () => void }) {
  const t = useT();
  return (
    <section aria-labelledby="codes">
      <h2 id="codes">{t('security.codes')}</h2>
      <p className="mq-sec">
        {t('security.codesText')} {t('security.codesLeft', { count: left })}
      </p>
      <Button onPress={onRenew}>{t('security.codesNew')}</Button>
    </section>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const remove = useRemoveGenerator();
  return (
    <ConfirmDialog
      title={t('security.generatorRemove')}
      error={remove.error}
      isPending={remove.isPending}
      isDanger
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            onClose();
            toast({ text: t('security.generatorRemoved') });
          },
        })
      }
    >
      {t('security.generatorRemoveText')}
    </ConfirmDialog>
  );
}

function RenewDialog({
  onClose,
  onCodes,
}: {
  onClose: () => void;
  onCodes: (codes: readonly string[]) => void;
}) {
  const t = useT();
  const renew = useNewRecoveryCodes();
  return (
    <ConfirmDialog
      title={t('security.codesNew')}
      error={renew.error}
      isPending={renew.isPending}
      onClose={onClose}
      onConfirm={() => renew.mutate(undefined, { onSuccess: ({ codes }) => onCodes(codes) })}
    >
      {t('security.codesNewText')}
    </ConfirmDialog>
  );
}
